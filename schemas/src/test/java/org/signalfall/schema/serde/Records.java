package org.signalfall.schema.serde;

import java.time.Instant;
import java.util.List;
import org.signalfall.avro.Category;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.Evidence;
import org.signalfall.avro.Kind;
import org.signalfall.avro.Scope;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.TimeInterval;
import org.signalfall.schema.TrustedClasses;

/** Records of the contract for tests. */
final class Records {

  static {
    TrustedClasses.register();
  }

  private Records() {}

  /** A national blackout that is still open. */
  static ConnectivityEvent blackout() {
    Instant onset = Instant.parse("2022-09-21T16:30:00Z");
    return ConnectivityEvent.newBuilder()
        .setEventId("IR-7f3a")
        .setRevision(2)
        .setStatus(EventStatus.UPDATED)
        .setCategory(Category.OUTAGE)
        .setKind(Kind.BLACKOUT)
        .setAsOf(onset.plusSeconds(3600))
        .setScope(Scope.newBuilder().setLevel(ScopeLevel.COUNTRY).setCountry("IR").build())
        .setOnset(TimeInterval.newBuilder().setEarliest(onset).setLatest(onset).build())
        .setObservedPercent(12.5)
        .setEvidence(List.of(Evidence.newBuilder().setFeed("ooni").setSamples("1-4").build()))
        .setSummary("Iran – شبکه")
        .build();
  }
}
