package org.signalfall.ingest.rislive;

import java.time.Duration;

/**
 * Says when a server has to be asked for a sign of life, and when it counts as gone. Times are
 * readings of one clock in nanoseconds.
 */
final class Liveness {

  private final long pingNanos;
  private final long idleNanos;
  private long heardAt;
  private long askedAt;

  Liveness(Duration ping, Duration idle, long now) {
    this.pingNanos = ping.toNanos();
    this.idleNanos = idle.toNanos();
    this.heardAt = now;
    this.askedAt = now;
  }

  /** The server has said something. */
  void heard(long now) {
    heardAt = now;
  }

  /** Returns whether the server has been silent for too long. */
  boolean isGone(long now) {
    return now - heardAt >= idleNanos;
  }

  /** Returns whether it is time to ask, and counts from now when it is. */
  boolean askNow(long now) {
    boolean due = now - askedAt >= pingNanos;
    if (due) {
      askedAt = now;
    }
    return due;
  }

  /** Returns how long nothing is to be done unless the server says something; at least 1 ns. */
  long quietNanos(long now) {
    return Math.max(1, Math.min(askedAt + pingNanos - now, heardAt + idleNanos - now));
  }
}
