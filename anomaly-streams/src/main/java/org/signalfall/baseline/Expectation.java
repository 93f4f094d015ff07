package org.signalfall.baseline;

/**
 * What one bin of a level series would ordinarily show. Variances are relative: squares of a share
 * of the level.
 *
 * @param level ordinary level, unit of the signal, above 0
 * @param variance relative variance of a single bin
 * @param hourlyVariance relative variance of the mean of an hour, times the bins in an hour: what a
 *     single bin is worth when the bins of an hour vary together
 * @param longRunVariance the same for a long run, times its bins: larger still when successive
 *     hours vary together
 * @param doubt relative variance of the level itself, which rests on the few values there are of
 *     such an hour: what is off for this reason stays off, however many bins follow
 * @param offset relative variance of all that stays off: the doubt, and noise that still lasts a
 *     quarter of a day later; larger than either while few independent hours have shown it
 * @param swing how far the level ordinarily moves within a day: natural logarithm of the highest
 *     over the lowest hour, 0 for a flat signal
 * @param knowsWeek whether the level is that of the hour of the week, so that weekends are in it
 */
public record Expectation(
    double level,
    double variance,
    double hourlyVariance,
    double longRunVariance,
    double doubt,
    double offset,
    double swing,
    boolean knowsWeek) {

  /** Returns the standard deviation of a single bin, unit of the signal. */
  public double spread() {
    return level * Math.sqrt(variance);
  }
}
