package org.signalfall.observe;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ObservabilityKind;
import org.signalfall.avro.ObservabilityStatus;
import org.signalfall.avro.Origin;

/** Tells consumers that a feed names more than there is room for: part of it is not judged. */
public final class LimitReport {

  private LimitReport() {}

  /**
   * Returns the report of one task on one feed and day. It is the same whatever was turned away, so
   * that making it twice tells nothing new.
   *
   * @param stage name of the stage's operator
   * @param limit what there is too much of, in the plural
   * @param most how many there may be
   * @param reached time at which the limit was reached
   */
  public static ObservabilityEvent of(
      String feed,
      Origin origin,
      String stage,
      int partition,
      String limit,
      int most,
      Instant reached) {
    Instant day = reached.truncatedTo(ChronoUnit.DAYS);
    return ObservabilityEvent.newBuilder()
        .setObservationId(
            "limit-reached/%s/%s/%d/%s/%s".formatted(feed, stage, partition, limit, day))
        .setKind(ObservabilityKind.INSTRUMENT_DEFECT)
        .setStatus(ObservabilityStatus.ENDED)
        .setFeed(feed)
        .setSince(day)
        .setUntil(day)
        .setAsOf(day)
        .setOrigin(origin)
        .setSummary(
            "Feed %s has reached the limit of %d %s; what is new beyond is not judged."
                .formatted(feed, most, limit))
        .build();
  }
}
