package org.signalfall.signal;

import java.nio.ByteBuffer;

/**
 * When a feed was last out of sight. A bin that holds nothing tells nothing then, whatever its
 * absence means otherwise.
 *
 * @param since event time at which sight was lost, epoch ms
 * @param until event time from which there is sight again, epoch ms; {@link Long#MAX_VALUE} while
 *     there is none
 */
public record Blindness(long since, long until) {

  /** The feed was never out of sight. */
  public static final Blindness NONE = new Blindness(Long.MIN_VALUE, Long.MIN_VALUE);

  static final int BYTES = 8 + 8;

  /** Returns whether sight is still lost. */
  public boolean lasts() {
    return until == Long.MAX_VALUE;
  }

  /** Returns whether sight was lost at some time from {@code start} to {@code end}, epoch ms. */
  public boolean covers(long start, long end) {
    return since < end && start < until;
  }

  /** Bins of an earlier blindness that are still to be closed must not be forgotten. */
  Blindness began(long time, long closedThrough) {
    if (lasts() || time < until) {
      return this;
    }
    return new Blindness(closedThrough < until ? since : time, Long.MAX_VALUE);
  }

  Blindness ended(long time) {
    return lasts() && time >= since ? new Blindness(since, time) : this;
  }

  void write(ByteBuffer out) {
    out.putLong(since).putLong(until);
  }

  static Blindness read(ByteBuffer in) {
    return new Blindness(in.getLong(), in.getLong());
  }
}
