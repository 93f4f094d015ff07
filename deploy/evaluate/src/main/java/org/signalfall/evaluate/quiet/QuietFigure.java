package org.signalfall.evaluate.quiet;

import java.time.Duration;
import java.util.List;
import org.signalfall.evaluate.score.PoissonInterval;

/**
 * How often quiet series of a kind opened.
 *
 * @param series the kind
 * @param seriesWeeks how many weeks of how many series, multiplied
 * @param openings when they opened, as time since the begin of each
 * @param allowed openings that the configured rate gives in so many series-weeks
 */
public record QuietFigure(
    QuietSeries series, long seriesWeeks, List<Duration> openings, double allowed) {

  /** A series is young for its first three weeks: until then its weekdays aren't known. */
  private static final Duration YOUNG = Duration.ofDays(21);

  public QuietFigure {
    openings = List.copyOf(openings);
  }

  /** Returns the 95 % interval of the openings that the kind has in so many series-weeks. */
  public PoissonInterval interval() {
    return PoissonInterval.of(openings.size());
  }

  /** Returns whether the kind opens more often than configured, beyond chance. */
  public boolean exceeds() {
    return interval().low() > allowed;
  }

  /** Returns how many of the openings fell in the first three weeks of a series. */
  public long whileYoung() {
    return openings.stream().filter(time -> time.compareTo(YOUNG) < 0).count();
  }
}
