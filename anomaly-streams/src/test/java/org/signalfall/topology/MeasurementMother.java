package org.signalfall.topology;

import java.time.Instant;
import java.util.List;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Outcome;
import org.signalfall.avro.ProbeMeasurement;

/** Measurements of services from a network, each by a vantage and under an id of its own. */
final class MeasurementMother {

  static final long ASN = 12455;

  private MeasurementMother() {}

  /** A measurement in which the service works. */
  static ProbeMeasurement.Builder success(String service, Instant time, int vantage) {
    return measurement(service, time, vantage, Outcome.SUCCESS, Layer.UNKNOWN);
  }

  /** A measurement in which the service fails at the TLS handshake. */
  static ProbeMeasurement.Builder failure(String service, Instant time, int vantage) {
    return measurement(service, time, vantage, Outcome.FAILURE, Layer.TLS);
  }

  private static ProbeMeasurement.Builder measurement(
      String service, Instant time, int vantage, Outcome outcome, Layer layer) {
    return ProbeMeasurement.newBuilder()
        .setMeasurementId("%s/%s/%d".formatted(service, time, vantage))
        .setTime(time)
        .setCountry("KE")
        .setAsn(ASN)
        .setNetworkName("JTL")
        .setVantage("vantage " + vantage)
        .setService(service)
        .setComponents(
            List.of(
                ComponentOutcome.newBuilder()
                    .setComponent("app")
                    .setOutcome(outcome)
                    .setLayer(layer)
                    .build()));
  }
}
