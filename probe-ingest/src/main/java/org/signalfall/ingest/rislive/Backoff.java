package org.signalfall.ingest.rislive;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between tries: doubled with each try up to a bound, and each a random part of its upper
 * half, so that those who were cut off together don't come back together.
 */
final class Backoff {

  private final long firstMs;
  private final long longestMs;
  private final RandomGenerator random;
  private long nextMs;

  Backoff(Duration first, Duration longest, RandomGenerator random) {
    this.firstMs = first.toMillis();
    this.longestMs = longest.toMillis();
    this.random = random;
    this.nextMs = firstMs;
  }

  /** Returns the next pause in milliseconds: from half of the present bound up to it. */
  long nextMs() {
    long bound = nextMs;
    nextMs = Math.min(longestMs, 2 * bound);
    return bound - random.nextLong(bound / 2 + 1);
  }

  /** Begins anew after a try that succeeded. */
  void reset() {
    nextMs = firstMs;
  }
}
