package org.signalfall.runtime.watchdog;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Time in which the watchdog has been watching: it was awake, the brokers answered, and it had read
 * all that they had. Silence counts in this time only, so that neither a watchdog nor a cluster
 * that was down for an hour makes anything of that hour.
 */
final class WatchTime {

  /** Longer than the watchdog ever rests between two looks; a longer gap was no watching. */
  static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

  private final Clock clock;
  private Instant lastLook;
  private Duration watched = Duration.ZERO;

  WatchTime(Clock clock) {
    this.clock = clock;
  }

  /**
   * Notes a look at the topics.
   *
   * @param sawAll whether the brokers answered and nothing was left to read
   */
  void look(boolean sawAll) {
    Instant now = clock.instant();
    if (sawAll && lastLook != null) {
      Duration since = Duration.between(lastLook, now);
      if (!since.isNegative() && since.compareTo(LONGEST_LOOK) <= 0) {
        watched = watched.plus(since);
      }
    }
    lastLook = sawAll ? now : null;
  }

  /** Returns how long the watchdog has been watching since it began. */
  Duration watched() {
    return watched;
  }
}
