package org.signalfall.ingest.ooni;

import java.util.List;
import java.util.Optional;
import org.signalfall.avro.Layer;
import org.signalfall.ingest.catalogue.ServiceCatalogue;
import org.signalfall.ingest.catalogue.ServiceComponent;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * Vanilla Tor (ts-016): whether Tor without bridges is ready for use within some minutes. A Tor
 * that hasn't begun has met a fault of the probe's.
 */
final class VanillaTorTest implements OoniTest {

  private static final String TIMEOUT = "generic_timeout_error";
  private static final int READY = 100;

  private final ServiceComponent bootstrap;

  VanillaTorTest(ServiceCatalogue catalogue) {
    this.bootstrap = OoniTest.component(catalogue, "vanilla_tor");
  }

  @Override
  public List<Finding> read(RawMeasurement measurement) throws MalformedRecordException {
    return List.of(Finding.of(bootstrap, measurement.unlessMute(verdict(measurement.keys()))));
  }

  private static TestVerdict verdict(Fields keys) throws MalformedRecordException {
    double progress = keys.number("tor_progress").orElse(0.0);
    if (keys.isTrue("success") || progress >= READY) {
      return TestVerdict.PASSED;
    }
    Optional<String> failure = keys.failure("failure").or(() -> timeout(keys));
    boolean local = failure.filter(Failures::saysNothing).isPresent();
    if (failure.isEmpty() || local || progress <= 0) {
      return TestVerdict.NOTHING;
    }
    return TestVerdict.blocked(failure, layer(keys.text("tor_progress_tag").orElse("")));
  }

  private static Optional<String> timeout(Fields keys) {
    return keys.saysText("error", "timeout-reached") ? Optional.of(TIMEOUT) : Optional.empty();
  }

  private static Layer layer(String progressTag) {
    return switch (progressTag) {
      case "conn" -> Layer.TCP;
      case "conn_done", "handshake" -> Layer.TLS;
      default -> Layer.UNKNOWN;
    };
  }
}
