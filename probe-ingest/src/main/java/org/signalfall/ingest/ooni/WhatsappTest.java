package org.signalfall.ingest.ooni;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.signalfall.avro.Layer;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * WhatsApp (ts-018): the app's endpoints {@code e1} to {@code e16.whatsapp.net}, the registration
 * server and the web client. An endpoint is a host: it passes when any of its addresses takes a
 * connection on any port.
 */
final class WhatsappTest implements OoniTest {

  private static final Pattern ENDPOINT = Pattern.compile("e\\d+\\.whatsapp\\.net");
  private static final int ANY_PORT = 0;

  @Override
  public Result read(Fields measurement) throws MalformedRecordException {
    Fields keys = measurement.requiredObject("test_keys");
    NetworkRows rows = NetworkRows.of(keys);
    TestVerdict app =
        TestVerdict.ofStatus(keys, "whatsapp_endpoints_status", "whatsapp_endpoints_failure");
    TestVerdict registration =
        TestVerdict.ofStatus(keys, "registration_server_status", "registration_server_failure");
    TestVerdict web = TestVerdict.ofStatus(keys, "whatsapp_web_status", "whatsapp_web_failure");
    if (rows.offline()) {
      app = TestVerdict.NOTHING;
      registration = TestVerdict.NOTHING;
      web = TestVerdict.NOTHING;
    }

    return new Result(
        "whatsapp",
        List.of(
            endpoints(rows).outcome("app", app),
            requests(rows, "v.whatsapp.net").outcome("registration", registration),
            requests(rows, "web.whatsapp.com").outcome("web", web)));
  }

  private static EndpointTally requests(NetworkRows rows, String host) {
    return new EndpointTally().add(rows.requests(host::equals));
  }

  private static EndpointTally endpoints(NetworkRows rows) {
    EndpointTally tally = new EndpointTally();
    Map<String, Set<String>> hostsOfAddress = new HashMap<>();
    Set<String> others = new HashSet<>();
    for (Lookup lookup : rows.lookups()) {
      if (!ENDPOINT.matcher(lookup.host()).matches()) {
        others.addAll(lookup.addresses());
        continue;
      }
      for (String address : lookup.addresses()) {
        hostsOfAddress.computeIfAbsent(address, any -> new HashSet<>()).add(lookup.host());
      }
    }
    for (Attempt connect : rows.connects(address -> true)) {
      Set<String> hosts = hostsOfAddress.get(connect.host());
      if (hosts != null) {
        hosts.forEach(host -> tally.add(host, connect));
      } else if (!others.contains(connect.host())) {
        tally.add(connect.host(), connect);
      }
    }
    addUnresolved(rows.lookups(), tally);
    return tally;
  }

  /** A host without any answer has failed at DNS; a missing IPv6 address alone is ordinary. */
  private static void addUnresolved(List<Lookup> lookups, EndpointTally tally) {
    Set<String> resolved = new HashSet<>();
    Map<String, String> failed = new HashMap<>();
    for (Lookup lookup : lookups) {
      if (lookup.failure().isEmpty()) {
        resolved.add(lookup.host());
      } else if (ENDPOINT.matcher(lookup.host()).matches()) {
        failed.putIfAbsent(lookup.host(), lookup.failure().get());
      }
    }
    failed.forEach(
        (host, failure) -> {
          if (!resolved.contains(host) && !Failures.isLocal(failure)) {
            tally.add(host, new Attempt(host, ANY_PORT, Optional.of(failure), Layer.DNS));
          }
        });
  }
}
