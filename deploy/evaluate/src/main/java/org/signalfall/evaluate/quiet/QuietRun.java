package org.signalfall.evaluate.quiet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts false alarms on generated series to which nothing happens.
 *
 * <p>The detectors judge alone here: what the stages after them hold back isn't credited. Every
 * series begins with nothing known, so that its first days count too.
 */
public final class QuietRun {

  private static final Duration WEEK = Duration.ofDays(7);
  private static final int WEEKS_PER_SERIES = 8;
  private static final double WEEKS_PER_YEAR = 365.25 / 7;

  private final int seriesWeeks;

  /**
   * Prepares a run.
   *
   * @param seriesWeeks weeks of every kind, at least; series have eight weeks each
   */
  public QuietRun(int seriesWeeks) {
    this.seriesWeeks = seriesWeeks;
  }

  /** Runs one kind of series. */
  public QuietFigure of(QuietSeries kind) {
    int count = (seriesWeeks + WEEKS_PER_SERIES - 1) / WEEKS_PER_SERIES;
    List<Duration> openings = new ArrayList<>();
    for (int seed = 1; seed <= count; seed++) {
      openings.addAll(kind.openings(seed, WEEK.multipliedBy(WEEKS_PER_SERIES)));
    }
    long weeks = (long) count * WEEKS_PER_SERIES;
    return new QuietFigure(
        kind, weeks, openings, weeks / WEEKS_PER_YEAR * kind.configuredPerYear());
  }
}
