package org.signalfall.schema.topic;

import java.time.Duration;
import java.time.Instant;

/**
 * How far ahead of the brokers' clock a record may be dated. What is dated further ahead comes from
 * a broken clock. A clock that is behind can't be told from a record that was long on its way.
 */
public final class ClockSkew {

  /**
   * More than a clock that is set now and then drifts, and less than the quarter of an hour that a
   * mistaken time zone is off by at least.
   */
  public static final Duration ALLOWED = Duration.ofMinutes(10);

  private ClockSkew() {}

  /**
   * Returns whether a time is too far ahead.
   *
   * @param time event time, epoch ms
   * @param appendTime when the brokers took the record, epoch ms
   */
  public static boolean isAhead(long time, long appendTime) {
    return time > appendTime + ALLOWED.toMillis();
  }

  /** Returns whether a time is too far ahead of when the brokers took the record. */
  public static boolean isAhead(Instant time, Instant appended) {
    return time.isAfter(appended.plus(ALLOWED));
  }
}
