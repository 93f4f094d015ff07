package org.signalfall.ingest.ooni;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signalfall.avro.Layer;
import org.signalfall.ingest.catalogue.ServiceCatalogue;
import org.signalfall.ingest.catalogue.ServiceComponent;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * Facebook Messenger (ts-019): seven endpoints, for each of which the test says whether DNS gave an
 * address of Facebook's and, but for {@code stun}, whether TCP connected.
 *
 * <p>The test finds out by a database of its own whose an address is, which fails now and then. An
 * address in a block that the catalogue knows to be Facebook's is right whatever the test says. Its
 * word on the whole counts only without such flags: one endpoint of seven is enough for it.
 */
final class FacebookMessengerTest implements OoniTest {

  private static final String STUN = "stun";
  private static final int HTTPS = 443;

  private static final Map<String, String> HOSTS =
      Map.of(
          STUN,
          "stun.fbsbx.com",
          "b_api",
          "b-api.facebook.com",
          "b_graph",
          "b-graph.facebook.com",
          "edge",
          "edge-mqtt.facebook.com",
          "external_cdn",
          "external.xx.fbcdn.net",
          "scontent_cdn",
          "scontent.xx.fbcdn.net",
          "star",
          "star.c10r.facebook.com");

  private final ServiceComponent app;

  FacebookMessengerTest(ServiceCatalogue catalogue) {
    this.app = OoniTest.component(catalogue, "facebook_messenger/endpoints");
  }

  @Override
  public List<Finding> read(RawMeasurement measurement) throws MalformedRecordException {
    Fields keys = measurement.keys();
    EndpointTally tally = new EndpointTally();
    boolean flagged = false;
    for (Map.Entry<String, String> endpoint : HOSTS.entrySet()) {
      Optional<Boolean> consistent = keys.flag("facebook_" + endpoint.getKey() + "_dns_consistent");
      Optional<Boolean> reachable = keys.flag("facebook_" + endpoint.getKey() + "_reachable");
      flagged |= consistent.isPresent() || reachable.isPresent();
      boolean resolved =
          consistent.orElse(false) || gaveOwnAddress(measurement.rows(), endpoint.getValue());
      attempt(endpoint, resolved, consistent, reachable)
          .ifPresent(attempt -> tally.add(endpoint.getKey(), attempt));
    }
    tally.timedBy(measurement.rows().connectsTo(host -> true));
    TestVerdict verdict = flagged ? TestVerdict.SILENT : verdict(keys);
    return List.of(Finding.of(app, tally, measurement.unlessMute(verdict)));
  }

  private boolean gaveOwnAddress(NetworkRows rows, String host) {
    return rows.lookups().stream()
        .filter(lookup -> lookup.host().equals(host))
        .flatMap(lookup -> lookup.addresses().stream())
        .anyMatch(app::owns);
  }

  private static TestVerdict verdict(Fields keys) throws MalformedRecordException {
    if (keys.isTrue("facebook_dns_blocking")) {
      return TestVerdict.blocked(Optional.of("facebook_dns_blocking"), Layer.DNS);
    }
    return keys.isTrue("facebook_tcp_blocking")
        ? TestVerdict.blocked(Optional.of("facebook_tcp_blocking"), Layer.TCP)
        : TestVerdict.SILENT;
  }

  private static Optional<Attempt> attempt(
      Map.Entry<String, String> endpoint,
      boolean resolved,
      Optional<Boolean> consistent,
      Optional<Boolean> reachable) {
    String host = endpoint.getValue();
    if (reachable.isPresent()) {
      return Optional.of(
          reachable.get()
              ? Attempt.passed(host, HTTPS)
              : Attempt.failed(host, HTTPS, "facebook_tcp_blocking", Layer.TCP));
    }
    if (consistent.isEmpty()) {
      return Optional.empty();
    }
    if (!resolved) {
      return Optional.of(Attempt.failed(host, HTTPS, "facebook_dns_blocking", Layer.DNS));
    }
    return endpoint.getKey().equals(STUN)
        ? Optional.of(Attempt.passed(host, HTTPS))
        : Optional.empty();
  }
}
