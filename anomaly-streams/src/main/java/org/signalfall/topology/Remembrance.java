package org.signalfall.topology;

import java.nio.ByteBuffer;

/** Which bins of a series are remembered for what may come late. Kept with the series. */
final class Remembrance {

  /** No time at all. */
  static final long NONE = Long.MIN_VALUE;

  static final int BYTES = 2 * 8;

  private long from = NONE;
  private long affectedUntil = NONE;

  /** Returns whether any bin is remembered. */
  boolean isKept() {
    return from != NONE;
  }

  /** Returns the time from which on bins are remembered, epoch ms, or {@link #NONE}. */
  long from() {
    return from;
  }

  void keepFrom(long start) {
    from = start;
  }

  /** Returns whether the series was affected at any of the bins remembered. */
  boolean wasAffected() {
    return affectedUntil != NONE;
  }

  /**
   * Returns the end of the last bin, of those remembered, at which the series was affected, epoch
   * ms, or {@link #NONE}.
   */
  long affectedUntil() {
    return affectedUntil;
  }

  void affectedUntil(long end) {
    affectedUntil = end;
  }

  void forget() {
    from = NONE;
    affectedUntil = NONE;
  }

  void write(ByteBuffer out) {
    out.putLong(from).putLong(affectedUntil);
  }

  static Remembrance read(ByteBuffer in) {
    Remembrance memory = new Remembrance();
    memory.from = in.getLong();
    memory.affectedUntil = in.getLong();
    return memory;
  }
}
