package org.signalfall.ingest.ooni;

import java.util.List;
import java.util.Optional;
import org.signalfall.avro.Layer;
import org.signalfall.ingest.catalogue.ServiceCatalogue;
import org.signalfall.ingest.catalogue.ServiceComponent;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * Psiphon (ts-015): whether a tunnel comes up and carries a page. Psiphon tries many servers in
 * many ways, so that no layer can be named.
 */
final class PsiphonTest implements OoniTest {

  private final ServiceComponent tunnel;

  PsiphonTest(ServiceCatalogue catalogue) {
    this.tunnel = OoniTest.component(catalogue, "psiphon");
  }

  @Override
  public List<Finding> read(RawMeasurement measurement) throws MalformedRecordException {
    return List.of(Finding.of(tunnel, verdict(measurement.keys())));
  }

  private static TestVerdict verdict(Fields keys) throws MalformedRecordException {
    Optional<String> failure = keys.failure("failure");
    if (failure.isEmpty()) {
      boolean cameUp = keys.number("bootstrap_time").orElse(0.0) > 0;
      return cameUp ? TestVerdict.PASSED : TestVerdict.NOTHING;
    }
    return failure.filter(Failures::saysNothing).isPresent()
        ? TestVerdict.NOTHING
        : TestVerdict.blocked(failure, Layer.UNKNOWN);
  }
}
