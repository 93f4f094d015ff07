package org.signalfall.benchmarks.update;

import java.util.Random;

/** Values of a level in ordinary times: a day's rhythm of 2 to 1 about 1 000, and 5 % of noise. */
final class Levels {

  static final long CADENCE_MS = 300_000;

  private static final double DAY_MS = 86_400_000;
  private static final int BINS = 4_096;

  /** Drawn ahead: what is measured is the update, not the generator. */
  private final double[] noise = new double[BINS];

  Levels(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < BINS; i++) {
      noise[i] = Math.exp(0.05 * random.nextGaussian());
    }
  }

  /** Returns the value of a bin of a series. */
  double at(int series, long start) {
    double rhythm = 1 + 0.33 * Math.sin(2 * Math.PI * start / DAY_MS);
    return 1_000 * rhythm * noise[(int) ((start / CADENCE_MS + 31L * series) % BINS)];
  }
}
