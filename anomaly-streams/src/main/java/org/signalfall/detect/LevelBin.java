package org.signalfall.detect;

/**
 * A closed bin [start, end) of a level series. Bins of a series arrive in time order and share one
 * width, the cadence of the series.
 *
 * @param start first instant of the bin, epoch ms
 * @param end first instant after the bin, epoch ms
 * @param samples samples in the bin; 0 means that it passed in silence where silence means zero
 * @param value level in the unit of the signal; 0 for a silent bin
 */
public record LevelBin(long start, long end, int samples, double value) implements SeriesBin {

  public LevelBin {
    if (end <= start) {
      throw new IllegalArgumentException(
          "Bin ends at %d, before its start %d".formatted(end, start));
    }
    if (samples < 0) {
      throw new IllegalArgumentException("Bin holds %d samples".formatted(samples));
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("Level %s is not a finite number".formatted(value));
    }
  }

  /** Returns the width of the bin in ms, which is the cadence of its series. */
  public long cadence() {
    return width();
  }
}
