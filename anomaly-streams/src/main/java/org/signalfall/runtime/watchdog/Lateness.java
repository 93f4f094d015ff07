package org.signalfall.runtime.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How much later than its event time something is appended, over the last window or two.
 *
 * <p>Counts are kept by size in a histogram whose buckets grow by a quarter of an octave, so that a
 * median is at most a tenth off; least and greatest are exact.
 */
public final class Lateness {

  /** Figures are of one to two windows of append time. */
  static final Duration WINDOW = Duration.ofMinutes(5);

  private static final int PER_OCTAVE = 4;

  /** 2^40 ms are 34 years. */
  private static final int BUCKETS = 40 * PER_OCTAVE;

  /**
   * Figures over what was appended.
   *
   * @param count how many
   * @param least the least lateness; negative for what was dated ahead
   * @param median the median, up to a tenth off
   * @param greatest the greatest
   */
  public record Figures(long count, Duration least, Duration median, Duration greatest) {}

  private static final class Window {
    private final long[] counts = new long[BUCKETS];
    private long count;
    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;
  }

  private Window current = new Window();
  private Window previous = new Window();
  private long windowNumber = Long.MIN_VALUE;

  /** Counts something that is dated {@code time} and was appended at a time. */
  void add(Instant time, Instant appended) {
    turnTo(Math.floorDiv(appended.toEpochMilli(), WINDOW.toMillis()));
    long ms = appended.toEpochMilli() - time.toEpochMilli();
    current.counts[bucket(ms)]++;
    current.count++;
    current.least = Math.min(current.least, ms);
    current.greatest = Math.max(current.greatest, ms);
  }

  /** Returns the figures; empty when nothing was counted. */
  Optional<Figures> figures() {
    long count = current.count + previous.count;
    if (count == 0) {
      return Optional.empty();
    }
    long least = Math.min(current.least, previous.least);
    long greatest = Math.max(current.greatest, previous.greatest);
    long median = Math.max(least, Math.min(greatest, median(count)));
    return Optional.of(
        new Figures(
            count,
            Duration.ofMillis(least),
            Duration.ofMillis(median),
            Duration.ofMillis(greatest)));
  }

  private void turnTo(long number) {
    if (number > windowNumber) {
      previous = number == windowNumber + 1 ? current : new Window();
      current = new Window();
      windowNumber = number;
    }
  }

  private long median(long count) {
    long before = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      before += current.counts[bucket] + previous.counts[bucket];
      if (2 * before >= count) {
        return Math.round(Math.pow(2, (bucket + 0.5) / PER_OCTAVE));
      }
    }
    throw new IllegalStateException("%d of %d values are in no bucket".formatted(before, count));
  }

  private static int bucket(long ms) {
    if (ms <= 1) {
      return 0;
    }
    int octave = (int) (PER_OCTAVE * Math.log((double) ms) / Math.log(2));
    return Math.min(BUCKETS - 1, octave);
  }
}
