package org.signalfall.ingest.prober;

import java.time.Instant;
import java.util.List;
import org.signalfall.avro.Access;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Locality;
import org.signalfall.avro.Outcome;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.schema.TrustedClasses;

/** Measurements for tests. */
final class Measurements {

  static {
    TrustedClasses.register();
  }

  private Measurements() {}

  /** Returns a measurement of one component that failed. */
  static ProbeMeasurement failed(String id) {
    return of(
        id,
        ComponentOutcome.newBuilder()
            .setComponent("web")
            .setOutcome(Outcome.FAILURE)
            .setLayer(Layer.TLS)
            .setFailure("connection_reset")
            .setEndpointsExpected(3)
            .setEndpointsTried(2)
            .setEndpointsFailed(2)
            .setLatencyMs(41)
            .setGoodputKbps(900)
            .setLocality(Locality.CDN)
            .build());
  }

  static ProbeMeasurement of(String id, ComponentOutcome... components) {
    return ProbeMeasurement.newBuilder()
        .setMeasurementId(id)
        .setTime(Instant.parse("2023-03-01T12:00:00.250Z"))
        .setCountry("KE")
        .setAsn(33771)
        .setRegion("KE-30")
        .setAccess(Access.MOBILE)
        .setVantage("home-7")
        .setSoftwareName(Prober.SOFTWARE)
        .setSoftwareVersion(Prober.VERSION)
        .setTestName(Prober.TEST)
        .setService("messenger")
        .setComponents(List.of(components))
        .build();
  }
}
