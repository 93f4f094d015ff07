package org.signalfall.signal;

import java.time.Duration;

/**
 * How long what is known of a series is kept.
 *
 * @param ttl a series that isn't affected retires when so long, in event time, no sample has come.
 *     At least a day. Default 30 days: what is ordinary was learned from weeks, and a season later
 *     it is no longer
 * @param unobservedAfter an affected series retires so long after that: its event has ended
 *     unobserved by then
 */
public record SeriesRules(Duration ttl, Duration unobservedAfter) {

  /** Least time to live. */
  public static final Duration LEAST_TTL = Duration.ofDays(1);

  /** Time to live unless told otherwise. */
  public static final Duration DEFAULT_TTL = Duration.ofDays(30);

  public SeriesRules {
    if (ttl.compareTo(LEAST_TTL) < 0) {
      throw new IllegalArgumentException("a series lives %s at least".formatted(LEAST_TTL));
    }
  }

  /**
   * Returns when a series retires if no further sample comes, epoch ms.
   *
   * @param lastSample end of the last slot or bin with a sample, epoch ms
   */
  public long retiresAt(long lastSample, boolean affected) {
    long idle = affected ? ttl.plus(unobservedAfter).toMillis() : ttl.toMillis();
    return lastSample + idle;
  }
}
