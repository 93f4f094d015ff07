package org.signalfall.ingest.ooni;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signalfall.avro.Layer;
import org.signalfall.ingest.catalogue.ServiceCatalogue;
import org.signalfall.ingest.catalogue.ServiceComponent;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * RiseupVPN (ts-026): the provider's API, and whether any gateway takes connections, by transport.
 *
 * <p>The test has no control, so that an API that is down looks blocked; that it looks so
 * everywhere tells downstream. Riseup's certificates expired and were of a root of its own
 * (ooni/probe issues 1949 and 1842), so that what is wrong with a certificate is no evidence.
 */
final class RiseupVpnTest implements OoniTest {

  private static final List<String> TRANSPORTS = List.of("openvpn", "obfs4");

  private final ServiceCatalogue catalogue;
  private final ServiceComponent api;

  RiseupVpnTest(ServiceCatalogue catalogue) {
    this.catalogue = catalogue;
    this.api = OoniTest.component(catalogue, "riseupvpn/api");
  }

  @Override
  public List<Finding> read(RawMeasurement measurement) throws MalformedRecordException {
    NetworkRows rows = measurement.rows();
    EndpointTally requests = new EndpointTally().timedBy(rows.connectsTo(host -> true));
    for (Attempt request : rows.requests(host -> true)) {
      boolean certificate =
          request
              .failure()
              .filter(failure -> Failures.layer(failure, Layer.UNKNOWN) == Layer.TLS)
              .isPresent();
      requests.add(
          request.endpoint(),
          certificate
              ? Attempt.failed(request.host(), request.port(), Failures.UNNAMED, Layer.TLS)
              : request);
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.of(api, requests, measurement.unlessMute(TestVerdict.SILENT)));
    Fields status = measurement.keys().object("transport_status");
    for (String transport : TRANSPORTS) {
      if (status.has(transport)) {
        findings.add(
            Finding.of(
                OoniTest.component(catalogue, "riseupvpn/" + transport),
                measurement.unlessMute(verdict(status.text(transport)))));
      }
    }
    return findings;
  }

  private static TestVerdict verdict(Optional<String> status) {
    return switch (status.orElse("")) {
      case "ok" -> TestVerdict.PASSED;
      case "blocked" -> TestVerdict.blocked(Optional.of(Failures.UNTOLD_CONNECT), Layer.TCP);
      default -> TestVerdict.NOTHING;
    };
  }
}
