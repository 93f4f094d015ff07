package org.signalfall.ingest.prober;

import java.time.Duration;

/**
 * A point in time by which something has to end.
 *
 * @param nanos the point on the clock of {@link System#nanoTime()}
 */
record Deadline(long nanos) {

  static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /** Returns how long is left, never below zero. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }

  boolean passed() {
    return nanos - System.nanoTime() <= 0;
  }

  /** Returns the earlier of this and a point some time from now. */
  Deadline orIn(Duration duration) {
    Deadline other = in(duration);
    return other.nanos - nanos < 0 ? other : this;
  }
}
