package org.signalfall.observe;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ObservabilityKind;
import org.signalfall.avro.ObservabilityStatus;
import org.signalfall.avro.Origin;

/** Tells consumers that a feed's clock is ahead of everybody's. */
public final class ClockReport {

  private ClockReport() {}

  /**
   * Returns the report of one task on one feed and hour. It is the same whichever record it is made
   * of, so that making it twice tells nothing new.
   *
   * @param appended when the brokers took such a record
   */
  public static ObservabilityEvent of(String feed, int partition, Origin origin, Instant appended) {
    Instant hour = appended.truncatedTo(ChronoUnit.HOURS);
    return ObservabilityEvent.newBuilder()
        .setObservationId("clock-ahead/%s/%d/%s".formatted(feed, partition, hour))
        .setKind(ObservabilityKind.INSTRUMENT_DEFECT)
        .setStatus(ObservabilityStatus.ENDED)
        .setFeed(feed)
        .setSince(hour)
        .setUntil(hour)
        .setAsOf(hour)
        .setOrigin(origin)
        .setSummary(
            "Feed %s dates records ahead of their arrival; they are not judged.".formatted(feed))
        .build();
  }
}
