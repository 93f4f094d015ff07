package org.signalfall.schema.json;

import java.time.Instant;
import java.util.List;
import org.signalfall.avro.AffectedNetwork;
import org.signalfall.avro.Category;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.EvidenceLocator;
import org.signalfall.avro.Kind;
import org.signalfall.avro.TimeInterval;
import org.signalfall.schema.TrustedClasses;

/** Events for tests. */
final class EventMother {

  static final Instant ONSET = Instant.parse("2022-09-21T15:30:00Z");

  static {
    TrustedClasses.register();
  }

  private EventMother() {}

  /** A blackout of one network that has just been opened. */
  static ConnectivityEvent.Builder blackout() {
    return ConnectivityEvent.newBuilder()
        .setEventId("IR-ARBITRARY")
        .setRevision(1)
        .setStatus(EventStatus.OPEN)
        .setCategory(Category.OUTAGE)
        .setKind(Kind.BLACKOUT)
        .setAsOf(ONSET.plusSeconds(900))
        .setDetectedAt(ONSET.plusSeconds(900))
        .setEmittedAt(Instant.parse("2026-01-01T00:00:00.123Z"))
        .setOnset(new TimeInterval(ONSET, ONSET.plusSeconds(300)))
        .setObservedPercent(3.5)
        .setNetworks(List.of(new AffectedNetwork(197207L, "MCCI", 0.4, 0.965)))
        .setLocators(List.of(new EvidenceLocator("signalfall.raw.traffic.v1", 2, 10L, 20L)));
  }
}
