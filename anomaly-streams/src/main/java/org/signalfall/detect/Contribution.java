package org.signalfall.detect;

/**
 * What one vantage or one software version contributed to a span of bins. A vantage counts once a
 * bin.
 *
 * @param value hash of the vantage or version; {@link #REST} lumps all but the largest
 * @param samples bins that it spoke in, or their sum over its vantages
 * @param failures how many of them it called failed
 */
public record Contribution(long value, int samples, int failures) {

  /** Value that stands for all contributors that aren't listed. */
  public static final long REST = 0;

  Contribution plus(int moreSamples, int moreFailures) {
    return new Contribution(value, samples + moreSamples, failures + moreFailures);
  }

  Contribution minus(Contribution part) {
    return new Contribution(value, samples - part.samples, failures - part.failures);
  }
}
