package org.signalfall.ingest.prober;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: a random time up to a second that doubles with each
 * failure, and a minute at most ("full jitter").
 */
final class Backoff {

  private static final long FIRST_MILLIS = 1_000;
  private static final long LONGEST_MILLIS = 60_000;
  private static final int MAX_DOUBLINGS = 6;

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Returns how long to wait.
   *
   * @param failures tries that have failed in a row, from 1
   */
  Duration after(int failures) {
    int doublings = Math.min(MAX_DOUBLINGS, failures - 1);
    long most = Math.min(LONGEST_MILLIS, FIRST_MILLIS << doublings);
    return Duration.ofMillis(random.nextLong(most) + 1);
  }
}
