package org.signalfall.ingest.ooni;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.signalfall.avro.Layer;
import org.signalfall.ingest.catalogue.ServiceCatalogue;
import org.signalfall.ingest.catalogue.ServiceComponent;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * WhatsApp (ts-018): the app's endpoints {@code e1} to {@code e16.whatsapp.net}, the registration
 * server and the web client. An endpoint is a host: it passes when any of its addresses takes a
 * connection on any port.
 */
final class WhatsappTest implements OoniTest {

  private static final Predicate<String> ENDPOINT =
      Pattern.compile("e\\d+\\.whatsapp\\.net").asMatchPredicate();
  private static final String REGISTRATION = "v.whatsapp.net";
  private static final String WEB = "web.whatsapp.com";
  private static final int ANY_PORT = 0;

  private final ServiceComponent app;
  private final ServiceComponent registration;
  private final ServiceComponent web;

  WhatsappTest(ServiceCatalogue catalogue) {
    this.app = OoniTest.component(catalogue, "whatsapp/endpoints");
    this.registration = OoniTest.component(catalogue, "whatsapp/registration_server");
    this.web = OoniTest.component(catalogue, "whatsapp/whatsapp_web");
  }

  @Override
  public List<Finding> read(RawMeasurement measurement) throws MalformedRecordException {
    Fields keys = measurement.keys();
    NetworkRows rows = measurement.rows();
    return List.of(
        Finding.of(
            app,
            endpoints(rows),
            measurement.unlessMute(
                TestVerdict.ofStatus(
                    keys, "whatsapp_endpoints_status", "whatsapp_endpoints_failure"))),
        Finding.of(
            registration,
            requests(rows, REGISTRATION),
            measurement.unlessMute(
                TestVerdict.ofStatus(
                    keys, "registration_server_status", "registration_server_failure"))),
        Finding.of(
            web,
            requests(rows, WEB),
            measurement.unlessMute(
                TestVerdict.ofStatus(keys, "whatsapp_web_status", "whatsapp_web_failure"))));
  }

  private static EndpointTally requests(NetworkRows rows, String host) {
    return new EndpointTally()
        .add(rows.requests(host::equals))
        .timedBy(rows.connectsTo(host::equals));
  }

  private static EndpointTally endpoints(NetworkRows rows) {
    EndpointTally tally = new EndpointTally();
    Map<String, Set<String>> hostsOfAddress = new HashMap<>();
    Set<String> others = new HashSet<>();
    for (Lookup lookup : rows.lookups()) {
      if (!ENDPOINT.test(lookup.host())) {
        others.addAll(lookup.addresses());
        continue;
      }
      for (String address : lookup.addresses()) {
        hostsOfAddress.computeIfAbsent(address, any -> new HashSet<>()).add(lookup.host());
      }
    }
    for (Attempt connect : rows.connects(address -> !Bogons.isBogon(address))) {
      Set<String> hosts = hostsOfAddress.get(connect.host());
      if (hosts != null) {
        hosts.forEach(host -> tally.add(host, connect));
      } else if (!others.contains(connect.host())) {
        tally.add(connect.host(), connect);
      }
    }
    addUnresolved(rows, tally);
    return tally.timedBy(rows.connectsTo(ENDPOINT));
  }

  /**
   * A host without any answer has failed at DNS, and so has one with addresses that no service has.
   * A missing IPv6 address alone is ordinary.
   */
  private static void addUnresolved(NetworkRows rows, EndpointTally tally) {
    Set<String> resolved = new HashSet<>();
    Map<String, String> failed = new HashMap<>();
    for (Lookup lookup : rows.lookups()) {
      boolean isEndpoint = ENDPOINT.test(lookup.host());
      if (isEndpoint && rows.misled(lookup.host())) {
        failed.putIfAbsent(lookup.host(), Failures.BOGON);
      } else if (lookup.failure().isEmpty()) {
        resolved.add(lookup.host());
      } else if (isEndpoint) {
        failed.putIfAbsent(lookup.host(), lookup.failure().get());
      }
    }
    failed.forEach(
        (host, failure) -> {
          if (!resolved.contains(host)) {
            tally.add(host, Attempt.of(host, ANY_PORT, Optional.of(failure), Layer.DNS));
          }
        });
  }
}
