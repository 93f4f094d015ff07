package org.signalfall.detect;

/**
 * What one vantage contributed to a bin.
 *
 * @param vantageHash keyed hash of the vantage; 0 lumps all vantages beyond the largest
 * @param samples its samples in the bin, at least 1
 * @param failures how many of them failed
 */
public record VantageCount(long vantageHash, int samples, int failures) {

  /** Hash under which the caller lumps the vantages that it does not list. */
  public static final long REMAINDER = 0;

  public VantageCount {
    if (samples < 1 || failures < 0 || failures > samples) {
      throw new IllegalArgumentException(
          "Vantage failed %d times in %d samples".formatted(failures, samples));
    }
  }
}
