package org.signalfall.observe;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ObservabilityKind;
import org.signalfall.avro.ObservabilityStatus;
import org.signalfall.avro.Origin;

/** Tells consumers that records came behind what their feed had promised. */
public final class LateReport {

  private LateReport() {}

  /**
   * Returns the report of one task on one feed.
   *
   * @param earliest event time of the earliest of the records
   * @param latest event time of the latest of them
   * @param asOf event time that the feed has promised by now
   * @param records how many there were since the last report
   */
  public static ObservabilityEvent of(
      String feed,
      int partition,
      Origin origin,
      Instant earliest,
      Instant latest,
      Instant asOf,
      long records) {
    return ObservabilityEvent.newBuilder()
        .setObservationId(
            "late-data/%s/%d/%s".formatted(feed, partition, asOf.truncatedTo(ChronoUnit.HOURS)))
        .setKind(ObservabilityKind.LATE_DATA)
        .setStatus(ObservabilityStatus.ENDED)
        .setFeed(feed)
        .setSince(earliest)
        .setUntil(latest)
        .setAsOf(asOf)
        .setRecords(records)
        .setOrigin(origin)
        .setSummary(
            records == 1
                ? "Feed %s has sent a record behind its own marker; it opens no event."
                    .formatted(feed)
                : "Feed %s has sent %d records behind its own marker; they open no event."
                    .formatted(feed, records))
        .build();
  }
}
