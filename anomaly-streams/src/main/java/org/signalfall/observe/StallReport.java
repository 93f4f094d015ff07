package org.signalfall.observe;

import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ObservabilityKind;
import org.signalfall.avro.ObservabilityStatus;
import org.signalfall.avro.StageRecord;

/** Tells consumers that a feed has stalled, or has resumed: we lost sight, nobody lost anything. */
public final class StallReport {

  private StallReport() {}

  /** Returns the report for the watchdog's record. */
  public static ObservabilityEvent of(StageRecord word, boolean stalled) {
    return ObservabilityEvent.newBuilder()
        .setObservationId("feed-stalled/" + word.getFeed())
        .setKind(ObservabilityKind.FEED_STALLED)
        .setStatus(stalled ? ObservabilityStatus.BEGUN : ObservabilityStatus.ENDED)
        .setFeed(word.getFeed())
        .setSince(word.getTime())
        .setUntil(stalled ? null : word.getTime())
        .setAsOf(word.getTime())
        .setOrigin(word.getOrigin())
        .setSummary(
            "Feed %s has %s; what depends on it %s."
                .formatted(
                    word.getFeed(),
                    stalled ? "stalled" : "resumed",
                    stalled ? "is not judged" : "is judged again"))
        .build();
  }
}
