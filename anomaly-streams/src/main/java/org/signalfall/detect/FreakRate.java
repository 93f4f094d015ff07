package org.signalfall.detect;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How often an ordinary bin of the series shows as little as a given share, all by itself. Noise
 * with a heavy tail, or of few things that are counted, does so more often than its spread
 * suggests, and what happens with probability p in ordinary times can't weigh more than ln(1 / p)
 * against them. It weighs one less, since two such bins come together oftener than p^2 says: there
 * are many ways to share out what two weigh.
 *
 * <p>Bins wait until they are known to be ordinary, as they do in the baseline.
 */
final class FreakRate {

  /** Shares of the ordinary: bins at or below each are counted. */
  private static final double[] SHARES = {0.9, 0.85, 0.8, 0.7, 0.6, 0.5, 0.35, 0.2, 0.05};

  /** Bins believed beforehand, of which {@link #PRIOR_FREAKS} were freaks of any kind. */
  private static final double PRIOR_BINS = 500;

  private static final double PRIOR_FREAKS = 0.05;
  private static final double COMPANY = 1;

  /** Bins after which the past counts half: three years of hours, three months of minutes. */
  private static final double MEMORY_BINS = 30_000;

  private double bins;
  private final double[] freaks = new double[SHARES.length];
  private int waitingBins;
  private final int[] waitingFreaks = new int[SHARES.length];

  /** Notes what share of the ordinary a bin has. */
  void observe(double share) {
    waitingBins++;
    for (int i = 0; i < SHARES.length && share <= SHARES[i]; i++) {
      waitingFreaks[i]++;
    }
  }

  /** Takes what waits for ordinary. */
  void settle() {
    bins += waitingBins;
    double fading = bins > MEMORY_BINS ? 0.5 : 1;
    bins *= fading;
    for (int i = 0; i < SHARES.length; i++) {
      freaks[i] = fading * (freaks[i] + waitingFreaks[i]);
    }
    discard();
  }

  /** Drops what waits. */
  void discard() {
    waitingBins = 0;
    Arrays.fill(waitingFreaks, 0);
  }

  /** Returns the most that a bin at a share of the ordinary may weigh, within bounds. */
  double cap(double share, double least, double most) {
    int below = 0;
    while (below < SHARES.length && share <= SHARES[below]) {
      below++;
    }
    if (below == 0) {
      return most;
    }
    double rate = (freaks[below - 1] + PRIOR_FREAKS) / (bins + PRIOR_BINS);
    return Math.max(least, Math.min(most, -StrictMath.log(rate) - COMPANY));
  }

  void write(ByteBuffer out) {
    out.putDouble(bins).putInt(waitingBins);
    for (int i = 0; i < SHARES.length; i++) {
      out.putDouble(freaks[i]).putInt(waitingFreaks[i]);
    }
  }

  static FreakRate read(ByteBuffer in) {
    FreakRate rate = new FreakRate();
    rate.bins = in.getDouble();
    rate.waitingBins = in.getInt();
    for (int i = 0; i < SHARES.length; i++) {
      rate.freaks[i] = in.getDouble();
      rate.waitingFreaks[i] = in.getInt();
    }
    return rate;
  }
}
