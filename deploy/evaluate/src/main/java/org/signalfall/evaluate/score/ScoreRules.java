package org.signalfall.evaluate.score;

import java.time.Duration;

/**
 * When an alert tells of what a label tells of.
 *
 * @param leastLikeness least intersection over union of the two times, above 0, at most 1. Default
 *     0.3
 * @param slack how far outside of the label's time the alert may have come, and how far an alert
 *     may reach beyond it and still be explained by it. Default an hour: labels are made by people
 */
public record ScoreRules(double leastLikeness, Duration slack) {

  public ScoreRules {
    if (!(leastLikeness > 0 && leastLikeness <= 1) || slack.isNegative()) {
      throw new IllegalArgumentException(
          "Least likeness %s must be above 0, at most 1, and slack %s not negative"
              .formatted(leastLikeness, slack));
    }
  }

  /** Returns the defaults documented above. */
  public static ScoreRules defaults() {
    return new ScoreRules(0.3, Duration.ofHours(1));
  }
}
