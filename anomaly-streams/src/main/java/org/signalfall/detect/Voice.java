package org.signalfall.detect;

/**
 * What one vantage contributed to a bin with one version of its software.
 *
 * @param vantage hash of the vantage; {@link #REMAINDER} lumps all that the slot doesn't list
 * @param version hash of the software version; {@link #UNKNOWN_VERSION} where none was given
 * @param samples its samples in the bin, at least 1
 * @param failures how many of them failed
 */
public record Voice(long vantage, long version, int samples, int failures) {

  /** Vantage under which the caller lumps those that it doesn't list. */
  public static final long REMAINDER = 0;

  /** Version of software that doesn't name its version. */
  public static final long UNKNOWN_VERSION = 0;

  public Voice {
    if (samples < 1 || failures < 0 || failures > samples) {
      throw new IllegalArgumentException(
          "Vantage failed %d times in %d samples".formatted(failures, samples));
    }
  }

  /** Returns whether this is one vantage, not many lumped. */
  public boolean isListed() {
    return vantage != REMAINDER;
  }
}
