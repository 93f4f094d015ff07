package org.signalfall.baseline;

import java.nio.ByteBuffer;

/**
 * An hour of a series, or one bin where bins are wider.
 *
 * @param hour hours since the epoch
 * @param bins bins that it holds
 * @param mean their mean
 * @param variance their sample variance; 0 for a single bin
 */
record HourSummary(long hour, int bins, double mean, double variance) {

  static final int BYTES = Integer.BYTES + Short.BYTES + 2 * Double.BYTES;

  void write(ByteBuffer out) {
    out.putInt((int) hour).putShort((short) bins).putDouble(mean).putDouble(variance);
  }

  static HourSummary read(ByteBuffer in) {
    return new HourSummary(in.getInt(), in.getShort(), in.getDouble(), in.getDouble());
  }
}
