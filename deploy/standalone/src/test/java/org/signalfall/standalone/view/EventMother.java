package org.signalfall.standalone.view;

import java.time.Instant;
import org.signalfall.avro.Category;
import org.signalfall.avro.Confidence;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.Kind;
import org.signalfall.avro.Scope;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.TimeInterval;
import org.signalfall.schema.TrustedClasses;

/** Events for tests. */
final class EventMother {

  private static final Instant ONSET = Instant.parse("2022-09-21T15:30:00Z");

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
        .setConfidence(Confidence.SUSPECTED)
        .setScope(
            Scope.newBuilder()
                .setLevel(ScopeLevel.NETWORK)
                .setCountry("IR")
                .setAsn(197207L)
                .build())
        .setAsOf(ONSET.plusSeconds(900))
        .setOnset(new TimeInterval(ONSET, ONSET.plusSeconds(300)))
        .setObservedPercent(3.5);
  }
}
