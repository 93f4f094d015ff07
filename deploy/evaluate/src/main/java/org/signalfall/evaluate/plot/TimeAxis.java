package org.signalfall.evaluate.plot;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where times stand on a plot, all in UTC.
 *
 * @param from leftmost time, epoch ms
 * @param to rightmost time, epoch ms
 * @param left where the leftmost time stands, pixels
 * @param width pixels to the rightmost
 */
record TimeAxis(long from, long to, double left, double width) {

  private static final List<Duration> STEPS =
      List.of(
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofDays(1),
          Duration.ofDays(2),
          Duration.ofDays(7),
          Duration.ofDays(14),
          Duration.ofDays(28),
          Duration.ofDays(56));
  private static final int MOST_TICKS = 14;
  private static final DateTimeFormatter HOURS = pattern("d MMM HH:mm");
  private static final DateTimeFormatter MINUTES = pattern("d MMM uuuu HH:mm");
  private static final DateTimeFormatter DATES = pattern("d MMM uuuu");

  /** A time with its text. */
  record Tick(double x, String text) {}

  double x(long time) {
    return left + width * (time - from) / (double) (to - from);
  }

  /** Returns the same, kept within the plot. */
  double within(long time) {
    return x(Math.max(from, Math.min(to, time)));
  }

  List<Tick> ticks() {
    Duration step =
        STEPS.stream()
            .filter(one -> (to - from) / one.toMillis() <= MOST_TICKS)
            .findFirst()
            .orElse(Duration.ofMillis((to - from) / MOST_TICKS));
    boolean ofDays = step.compareTo(Duration.ofDays(1)) >= 0;
    List<Tick> ticks = new ArrayList<>();
    long first = Math.floorDiv(from + step.toMillis() - 1, step.toMillis()) * step.toMillis();
    for (long time = first; time <= to; time += step.toMillis()) {
      Instant instant = Instant.ofEpochMilli(time);
      ticks.add(new Tick(x(time), (ofDays ? DATES : HOURS).format(instant)));
    }
    return ticks;
  }

  /** Returns a time to the minute. */
  static String minute(long time) {
    return MINUTES.format(Instant.ofEpochMilli(time));
  }

  private static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }
}
