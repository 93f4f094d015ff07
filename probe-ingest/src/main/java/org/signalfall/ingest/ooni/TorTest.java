package org.signalfall.ingest.ooni;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signalfall.avro.Layer;
import org.signalfall.ingest.catalogue.ServiceCatalogue;
import org.signalfall.ingest.catalogue.ServiceComponent;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * Tor (ts-023): directory authorities and bridges, each kind a component: {@code or_port}, {@code
 * or_port_dirauth}, {@code dir_port} and {@code obfs4}. Bridges go away of themselves, so that only
 * half of them counts. One that has changed its key has answered, and tells nothing.
 */
final class TorTest implements OoniTest {

  private static final List<String> KINDS =
      List.of("or_port_dirauth", "or_port", "dir_port", "obfs4");
  private static final String IPV6 = "[::]";
  private static final String IPV4 = "0.0.0.0";

  private final Map<String, ServiceComponent> components = new LinkedHashMap<>();

  TorTest(ServiceCatalogue catalogue) {
    KINDS.forEach(kind -> components.put(kind, OoniTest.component(catalogue, "tor/" + kind)));
  }

  @Override
  public List<Finding> read(RawMeasurement measurement) throws MalformedRecordException {
    Fields targets = measurement.keys().object("targets");
    Map<String, EndpointTally> tallies = new LinkedHashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (String id : targets.names()) {
      Fields target = targets.object(id);
      String kind = target.text("target_protocol").orElse("");
      if (components.containsKey(kind)) {
        NetworkRows rows = NetworkRows.of(target);
        EndpointTally tally = tallies.computeIfAbsent(kind, any -> new EndpointTally());
        attempt(target, rows).ifPresent(attempt -> tally.add(id, attempt));
        tally.expecting(counts.merge(kind, 1, Integer::sum));
        tally.timedBy(rows.connects(address -> true));
      }
    }
    List<Finding> findings = new ArrayList<>();
    tallies.forEach(
        (kind, tally) ->
            findings.add(
                Finding.of(
                    components.get(kind), tally, measurement.unlessMute(TestVerdict.SILENT))));
    return findings;
  }

  /** A target that wasn't tried has false for its failure, and no rows. */
  private static Optional<Attempt> attempt(Fields target, NetworkRows rows)
      throws MalformedRecordException {
    if (target.isFalse("failure")) {
      return Optional.empty();
    }
    boolean ipv6 = target.text("target_address").orElse("").startsWith("[");
    String host = ipv6 ? IPV6 : IPV4;
    Optional<String> failure = target.failure("failure");
    return Optional.of(Attempt.of(host, 0, failure, layer(rows)));
  }

  /** Handshakes, TLS and obfs4 alike, come after TCP has connected, and before HTTP. */
  private static Layer layer(NetworkRows rows) {
    if (!rows.exchanges().isEmpty()) {
      return Layer.HTTP;
    }
    boolean connected = rows.connects(address -> true).stream().anyMatch(row -> !row.failed());
    return connected ? Layer.TLS : Layer.TCP;
  }
}
