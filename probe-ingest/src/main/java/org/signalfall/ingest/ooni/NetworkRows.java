package org.signalfall.ingest.ooni;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.signalfall.avro.Layer;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * The rows of a measurement that say how single attempts went: {@code requests} (df-001-httpt),
 * {@code tcp_connect} (df-005-tcpconnect), {@code queries} (df-002-dnst) and {@code tls_handshakes}
 * (df-006-tlshandshake).
 *
 * <p>Rows that say nothing about the path to a service are left out: those without an outcome,
 * local failures, and IPv6 where the network has none. When every attempt met an unreachable
 * network, or every query a resolver that couldn't be reached, the probe was offline.
 */
final class NetworkRows {

  private static final Set<String> RESOLVER_GONE =
      Set.of("connection_refused", "host_unreachable", Failures.NETWORK_UNREACHABLE);

  private final List<Attempt> requests = new ArrayList<>();
  private final List<Attempt> connects = new ArrayList<>();
  private final List<Lookup> lookups = new ArrayList<>();
  private final Set<String> handshakeFailures = new HashSet<>();

  private NetworkRows() {}

  static NetworkRows of(Fields testKeys) throws MalformedRecordException {
    NetworkRows rows = new NetworkRows();
    for (Fields row : testKeys.list("tls_handshakes")) {
      row.failure("failure").ifPresent(rows.handshakeFailures::add);
    }
    for (Fields row : testKeys.list("tcp_connect")) {
      rows.addConnect(row);
    }
    for (Fields row : testKeys.list("requests")) {
      rows.addRequest(row);
    }
    for (Fields row : testKeys.list("queries")) {
      rows.addLookup(row);
    }
    return rows;
  }

  /** Returns whether nothing could be reached for reasons of the probe's own. */
  boolean offline() {
    List<Attempt> all = new ArrayList<>(requests);
    all.addAll(connects);
    boolean noNetwork =
        !all.isEmpty()
            && all.stream()
                .allMatch(
                    attempt ->
                        attempt.failure().filter(Failures::isNetworkUnreachable).isPresent());
    boolean noResolver =
        lookups.size() > 1
            && lookups.stream()
                .allMatch(lookup -> lookup.failure().filter(RESOLVER_GONE::contains).isPresent());
    return noNetwork || noResolver;
  }

  /** Returns the HTTP requests to hosts that pass. */
  List<Attempt> requests(Predicate<String> host) {
    return telling(requests, host);
  }

  /** Returns the TCP connects to addresses that pass. */
  List<Attempt> connects(Predicate<String> address) {
    return telling(connects, address);
  }

  /** Returns the DNS queries. */
  List<Lookup> lookups() {
    return lookups;
  }

  private static List<Attempt> telling(List<Attempt> attempts, Predicate<String> host) {
    return attempts.stream()
        .filter(attempt -> host.test(attempt.host()))
        .filter(attempt -> attempt.failure().filter(Failures::isLocal).isEmpty())
        .filter(attempt -> !(attempt.isIpv6() && attempt.layer() == Layer.IP))
        .toList();
  }

  private void addConnect(Fields row) throws MalformedRecordException {
    Fields status = row.object("status");
    Optional<Boolean> success = status.flag("success");
    Optional<String> ip = row.text("ip");
    if (success.isEmpty() || ip.isEmpty()) {
      return;
    }
    Optional<String> failure =
        success.get()
            ? Optional.empty()
            : Optional.of(status.failure("failure").orElse(Failures.UNNAMED));
    connects.add(Attempt.of(ip.get(), row.integer("port").orElse(0), failure, Layer.TCP));
  }

  private void addRequest(Fields row) throws MalformedRecordException {
    Optional<Target> target = row.object("request").text("url").flatMap(Target::of);
    if (target.isEmpty()) {
      return;
    }
    Optional<String> failure = row.failure("failure");
    boolean inHandshake =
        target.get().https() && failure.filter(handshakeFailures::contains).isPresent();
    Layer layer = inHandshake ? Layer.TLS : Layer.HTTP;
    requests.add(Attempt.of(target.get().host(), target.get().port(), failure, layer));
  }

  private void addLookup(Fields row) throws MalformedRecordException {
    Optional<String> host = row.text("hostname");
    if (host.isEmpty()) {
      return;
    }
    List<String> addresses = new ArrayList<>();
    for (Fields answer : row.list("answers")) {
      answer.text("ipv4").ifPresent(addresses::add);
      answer.text("ipv6").ifPresent(addresses::add);
    }
    lookups.add(new Lookup(host.get().toLowerCase(Locale.ROOT), row.failure("failure"), addresses));
  }
}
