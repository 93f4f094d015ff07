package org.signalfall.observe;

import java.time.Instant;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ObservabilityKind;
import org.signalfall.avro.ObservabilityStatus;
import org.signalfall.avro.Origin;

/** Tells consumers that a feed has stalled, or has resumed: we lost sight, nobody lost anything. */
public final class StallReport {

  private StallReport() {}

  /**
   * Returns the report.
   *
   * @param through event time at which sight was lost, or from which there is sight again
   */
  public static ObservabilityEvent of(
      String feed, Origin origin, Instant through, boolean stalled) {
    return ObservabilityEvent.newBuilder()
        .setObservationId("feed-stalled/" + feed)
        .setKind(ObservabilityKind.FEED_STALLED)
        .setStatus(stalled ? ObservabilityStatus.BEGUN : ObservabilityStatus.ENDED)
        .setFeed(feed)
        .setSince(through)
        .setUntil(stalled ? null : through)
        .setAsOf(through)
        .setOrigin(origin)
        .setSummary(
            "Feed %s has %s; what depends on it %s."
                .formatted(
                    feed,
                    stalled ? "stalled" : "resumed",
                    stalled ? "is not judged" : "is judged again"))
        .build();
  }
}
