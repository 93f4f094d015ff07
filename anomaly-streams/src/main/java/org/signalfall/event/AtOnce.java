package org.signalfall.event;

import java.time.Duration;
import org.signalfall.avro.TimeInterval;

/**
 * Tells whether two services were taken at once, and so by one act. Two onsets are at once when
 * their intervals lie no more than half an hour apart, which is how long an order takes to reach
 * every network. An interval wider than three hours is too vague to say so.
 */
final class AtOnce {

  private static final Duration APART = Duration.ofMinutes(30);

  private AtOnce() {}

  /** Returns whether both onsets are known, well enough, and near each other. */
  static boolean are(TimeInterval one, TimeInterval other) {
    if (Onsets.isVague(one) || Onsets.isVague(other)) {
      return false;
    }
    return !one.getEarliest().minus(APART).isAfter(other.getLatest())
        && !other.getEarliest().minus(APART).isAfter(one.getLatest());
  }
}
