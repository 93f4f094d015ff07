package org.signalfall.detect;

import java.nio.ByteBuffer;

/**
 * How often an ordinary bin of the series looks like a loss all by itself. Noise with a heavy tail
 * does so more often than its spread suggests, and what happens with probability p in ordinary
 * times can't weigh more than ln(1 / p) against them.
 *
 * <p>Bins wait until they are known to be ordinary, as they do in the baseline.
 */
final class FreakRate {

  /** Bins of which none was a freak, believed beforehand. */
  private static final double PRIOR_BINS = 200;

  /** Bins after which the past counts half: three years of hours, three months of minutes. */
  private static final double MEMORY_BINS = 30_000;

  private double bins;
  private double freaks;
  private double waitingBins;
  private double waitingFreaks;

  void observe(boolean isFreak) {
    waitingBins++;
    waitingFreaks += isFreak ? 1 : 0;
  }

  void settle() {
    bins += waitingBins;
    freaks += waitingFreaks;
    if (bins > MEMORY_BINS) {
      bins /= 2;
      freaks /= 2;
    }
    discard();
  }

  /** Drops what waits. */
  void discard() {
    waitingBins = 0;
    waitingFreaks = 0;
  }

  /** Returns the most that a bin may weigh, within bounds. */
  double cap(double least, double most) {
    double rate = freaks / (bins + PRIOR_BINS);
    return Math.max(least, Math.min(most, -StrictMath.log(rate)));
  }

  void write(ByteBuffer out) {
    out.putDouble(bins).putDouble(freaks).putDouble(waitingBins).putDouble(waitingFreaks);
  }

  static FreakRate read(ByteBuffer in) {
    FreakRate rate = new FreakRate();
    rate.bins = in.getDouble();
    rate.freaks = in.getDouble();
    rate.waitingBins = in.getDouble();
    rate.waitingFreaks = in.getDouble();
    return rate;
  }
}
