package org.signalfall.baseline;

/**
 * What one bin of a level series would ordinarily show. Variances are relative: squares of a share
 * of the level.
 *
 * @param level ordinary level, unit of the signal, above 0
 * @param variance relative variance of a single bin
 * @param longRunVariance relative variance of a single bin as a long run of bins shows it: larger
 *     than {@code variance} when bins vary together, by the factor that a sum of them is less
 *     certain than a sum of independent ones
 * @param swing how far the level ordinarily moves within a day: natural logarithm of the highest
 *     over the lowest hour, 0 for a flat signal
 */
public record Expectation(double level, double variance, double longRunVariance, double swing) {

  /** Returns the standard deviation of a single bin, unit of the signal. */
  public double spread() {
    return level * Math.sqrt(variance);
  }
}
