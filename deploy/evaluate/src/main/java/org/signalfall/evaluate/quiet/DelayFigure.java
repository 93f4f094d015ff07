package org.signalfall.evaluate.quiet;

import java.time.Duration;

/**
 * How many samples the sequential test needs to notice that a failure rate has risen.
 *
 * @param interval time between samples
 * @param ordinary failure rate before, 0 to 1
 * @param raised failure rate after
 * @param runs how often it was tried
 * @param meanDelay samples from the rise to the opening, mean over the runs that found it
 * @param missed runs that had not opened after ten times the bound
 * @param early runs that were open before the rise
 * @param bound samples that no test of this rate of false alarms beats on average, by much: {@code
 *     ln(samples between false alarms) / KL(raised || ordinary)} (Lorden, 1971)
 */
public record DelayFigure(
    Duration interval,
    double ordinary,
    double raised,
    int runs,
    double meanDelay,
    int missed,
    int early,
    double bound) {

  /** Returns the mean delay that is asked for. */
  public double allowed() {
    return Math.max(1.5 * bound, bound + 2);
  }

  /** Returns whether the test is slower than that, or misses. */
  public boolean exceeds() {
    return missed > 0 || meanDelay > allowed();
  }
}
