package org.signalfall.ingest.scenario;

import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record Period(Instant from, Instant to) {

  public Period {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a period cannot run from " + from + " to " + to);
    }
  }

  /** Returns a period of ISO-8601 moments. */
  public static Period of(String from, String to) {
    return new Period(Instant.parse(from), Instant.parse(to));
  }

  /** Returns whether the moment, in epoch milliseconds, lies within. */
  public boolean contains(long time) {
    return from.toEpochMilli() <= time && time < to.toEpochMilli();
  }
}
