package org.signalfall.ingest.probes;

import java.util.Optional;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Locality;
import org.signalfall.avro.Outcome;

/** Reads how one component of a service fared. */
final class ProbeComponent {

  private static final int MAX_ENDPOINTS = 100_000;
  private static final int MAX_LATENCY_MS = 3_600_000;

  private ProbeComponent() {}

  /** Reads an outcome; what is wrong with it is noted in the fields. */
  static ComponentOutcome read(ProbeFields fields) {
    Outcome outcome = outcome(fields);
    Optional<String> failure = fields.text("failure");
    Layer layer = fields.symbol("layer", Layer.UNKNOWN);
    if (outcome != Outcome.FAILURE && (failure.isPresent() || layer != Layer.UNKNOWN)) {
      fields.problem(fields.at("failure") + " or layer is given, yet ok is not false");
    }
    ComponentOutcome.Builder builder =
        ComponentOutcome.newBuilder()
            .setComponent(IpLiterals.cutOut(fields.requiredText("component")))
            .setOutcome(outcome)
            .setLayer(layer)
            .setFailure(failure.map(IpLiterals::cutOut).orElse(null))
            .setLatencyMs(fields.count("latency_ms", MAX_LATENCY_MS))
            .setGoodputKbps(fields.count("goodput_kbps", Integer.MAX_VALUE))
            .setLocality(fields.symbol("locality", Locality.UNKNOWN));
    endpoints(fields, outcome, builder);
    return builder.build();
  }

  private static Outcome outcome(ProbeFields fields) {
    if (!fields.names("ok")) {
      fields.problem(fields.at("ok") + " is missing: true, false, or null for no evidence");
    }
    Optional<Boolean> ok = fields.flag("ok");
    if (ok.isEmpty()) {
      return Outcome.NO_EVIDENCE;
    }
    return ok.get() ? Outcome.SUCCESS : Outcome.FAILURE;
  }

  /** One endpoint that fared like the component, unless the line says more. */
  private static void endpoints(
      ProbeFields fields, Outcome outcome, ComponentOutcome.Builder builder) {
    Integer tried = fields.count("tried", MAX_ENDPOINTS);
    Integer failed = fields.count("failed", MAX_ENDPOINTS);
    Integer expected = fields.count("expected", MAX_ENDPOINTS);
    int triedOrOne = tried != null ? tried : outcome == Outcome.NO_EVIDENCE ? 0 : 1;
    int failedOrAll = failed != null ? failed : outcome == Outcome.FAILURE ? triedOrOne : 0;
    int expectedOrTried = expected != null ? expected : Math.max(1, triedOrOne);
    if (failedOrAll > triedOrOne || triedOrOne > expectedOrTried) {
      fields.problem(
          fields.at("failed")
              + ", tried and expected do not rise: "
              + failedOrAll
              + ", "
              + triedOrOne
              + ", "
              + expectedOrTried);
    }
    builder
        .setEndpointsExpected(expectedOrTried)
        .setEndpointsTried(triedOrOne)
        .setEndpointsFailed(failedOrAll);
  }
}
