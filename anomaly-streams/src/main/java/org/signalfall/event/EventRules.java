package org.signalfall.event;

import java.time.Duration;
import java.util.List;
import org.signalfall.avro.Category;
import org.signalfall.avro.FeedKind;

/**
 * Constants of the ruleset that turn verdicts into events.
 *
 * @param probeDelay how long after a bin's end its probe evidence counts; covers the grace of feeds
 * @param bgpDelay the same for BGP
 * @param trafficDelay the same for levels
 * @param reopenOutage an outage that comes back within so long is the same event
 * @param reopenRestriction the same for a restriction
 * @param horizon after so long without a change a resolved event is final
 * @param suspendAfter without evidence for so long an open event is suspended
 * @param unobservedAfter without evidence for so long an open event ends unobserved
 * @param milestoneDays ages at which an open event is published again, in days
 * @param blackoutPercent at most so much of the ordinary level is a blackout, in percent
 * @param severityStep a change of severity smaller than this is not published, 1 to 100
 * @param minVantages vantages that must agree before failures alone confirm
 * @param minSamples failures over {@code minSpan} that confirm
 * @param minSpan see {@code minSamples}
 * @param manySamples failures that confirm in any time
 * @param beyondDoubt a precise signal confirms alone at this multiple of its threshold
 */
public record EventRules(
    Duration probeDelay,
    Duration bgpDelay,
    Duration trafficDelay,
    Duration reopenOutage,
    Duration reopenRestriction,
    Duration horizon,
    Duration suspendAfter,
    Duration unobservedAfter,
    List<Integer> milestoneDays,
    double blackoutPercent,
    int severityStep,
    int minVantages,
    int minSamples,
    Duration minSpan,
    int manySamples,
    double beyondDoubt) {

  public EventRules {
    milestoneDays = List.copyOf(milestoneDays);
  }

  /** Returns the rules of events.md. */
  public static EventRules defaults() {
    return new EventRules(
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        Duration.ofHours(2),
        Duration.ofHours(6),
        Duration.ofHours(24),
        Duration.ofHours(24),
        Duration.ofDays(30),
        List.of(7, 30, 90, 365),
        20,
        10,
        2,
        5,
        Duration.ofHours(6),
        20,
        2);
  }

  /** Returns the delay of a kind of feed in ms. */
  public long delayMs(FeedKind kind) {
    return switch (kind) {
      case PROBE -> probeDelay.toMillis();
      case BGP -> bgpDelay.toMillis();
      case TRAFFIC -> trafficDelay.toMillis();
      case UNKNOWN -> throw new IllegalArgumentException("a feed of unknown kind has no delay");
    };
  }

  /** Returns within how many ms an event of that category re-opens instead of starting anew. */
  public long reopenMs(Category category) {
    return (category == Category.RESTRICTION ? reopenRestriction : reopenOutage).toMillis();
  }
}
