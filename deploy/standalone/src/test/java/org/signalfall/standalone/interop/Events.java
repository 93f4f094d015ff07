package org.signalfall.standalone.interop;

import java.time.Instant;
import java.util.List;
import org.signalfall.avro.AffectedNetwork;
import org.signalfall.avro.Category;
import org.signalfall.avro.Confidence;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.Kind;
import org.signalfall.avro.Origin;
import org.signalfall.avro.Scope;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.TimeInterval;
import org.signalfall.schema.TrustedClasses;

/** Events for tests. */
final class Events {

  static {
    TrustedClasses.register();
  }

  private Events() {}

  /** A national blackout that is still open. */
  static ConnectivityEvent blackout() {
    Instant onset = Instant.parse("2022-09-21T16:30:00Z");
    return ConnectivityEvent.newBuilder()
        .setEventId("IR-7f3a")
        .setRevision(2)
        .setStatus(EventStatus.UPDATED)
        .setOrigin(Origin.SYNTHETIC)
        .setCategory(Category.OUTAGE)
        .setKind(Kind.BLACKOUT)
        .setConfidence(Confidence.CONFIRMED)
        .setAsOf(onset.plusSeconds(3600))
        .setScope(Scope.newBuilder().setLevel(ScopeLevel.COUNTRY).setCountry("IR").build())
        .setNetworks(
            List.of(
                AffectedNetwork.newBuilder()
                    .setAsn(197207)
                    .setName("MCCI")
                    .setWeight(0.5)
                    .setDepth(0.25)
                    .build()))
        .setOnset(TimeInterval.newBuilder().setEarliest(onset).setLatest(onset).build())
        .setObservedPercent(12.5)
        .setSummary("Iran – شبکه")
        .build();
  }
}
