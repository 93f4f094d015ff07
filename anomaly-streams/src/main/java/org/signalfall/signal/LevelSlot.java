package org.signalfall.signal;

import java.nio.ByteBuffer;

/**
 * Samples of a level that fell into one slot, the finest bin there is. Sums are fixed point, whole
 * units and billionths apart, so that no order of arrival can change them.
 *
 * <p>Not safe for several threads: the task that owns the store owns the slot.
 */
public final class LevelSlot {

  private static final byte FORMAT = 1;
  private static final int ENCODED_BYTES = 1 + 4 + 8 + 8 + 8 + 1;
  private static final double BILLION = 1e9;

  /** Largest level that can be summed, in the signal's own unit. */
  public static final double MAX_VALUE = 1e15;

  private int samples;
  private long whole;
  private long billionths;
  private long declaredCadence;
  private boolean absenceIsZero;

  /**
   * Adds a sample.
   *
   * @param value level, from 0 to {@link #MAX_VALUE}
   * @param cadence width of a bin as the source declares it, in ms; 0 when it does not
   * @param zeroWhenAbsent whether a bin without a sample stands for zero
   */
  public void add(double value, long cadence, boolean zeroWhenAbsent) {
    double floor = Math.floor(value);
    samples++;
    whole += (long) floor;
    billionths += Math.round((value - floor) * BILLION);
    declaredCadence = Math.max(declaredCadence, cadence);
    absenceIsZero |= zeroWhenAbsent;
  }

  /** Returns the number of samples. */
  public int samples() {
    return samples;
  }

  /** Returns the mean level of the samples; 0 without one. */
  public double mean() {
    return samples == 0 ? 0 : (whole + billionths / BILLION) / samples;
  }

  /** Returns the declared width of a bin in ms; 0 when none was declared. */
  public long declaredCadence() {
    return declaredCadence;
  }

  /** Returns whether a bin without a sample stands for zero. */
  public boolean absenceIsZero() {
    return absenceIsZero;
  }

  /** Returns the slot as bytes, a format tag first. */
  public byte[] encode() {
    return ByteBuffer.allocate(ENCODED_BYTES)
        .put(FORMAT)
        .putInt(samples)
        .putLong(whole)
        .putLong(billionths)
        .putLong(declaredCadence)
        .put((byte) (absenceIsZero ? 1 : 0))
        .array();
  }

  /**
   * Reads what {@link #encode} wrote; null gives an empty slot.
   *
   * @throws IllegalArgumentException when the format tag is unknown
   */
  public static LevelSlot decode(byte[] bytes) {
    LevelSlot slot = new LevelSlot();
    if (bytes == null) {
      return slot;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Formats.require("level slot", FORMAT, in.get());
    slot.samples = in.getInt();
    slot.whole = in.getLong();
    slot.billionths = in.getLong();
    slot.declaredCadence = in.getLong();
    slot.absenceIsZero = in.get() == 1;
    return slot;
  }
}
