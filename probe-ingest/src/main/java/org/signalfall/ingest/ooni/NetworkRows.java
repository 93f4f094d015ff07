package org.signalfall.ingest.ooni;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.signalfall.avro.Layer;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * The rows of a measurement that say how single attempts went: {@code requests} (df-001-httpt),
 * {@code tcp_connect} (df-005-tcpconnect), {@code queries} (df-002-dnst) and {@code tls_handshakes}
 * (df-006-tlshandshake).
 */
final class NetworkRows {

  private static final Set<String> RESOLVER_GONE =
      Set.of("connection_refused", "host_unreachable", Failures.NETWORK_UNREACHABLE);

  /** Longer than any connect that isn't given up. */
  private static final double MAX_CONNECT_SECONDS = 300;

  private final List<Exchange> exchanges = new ArrayList<>();
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
      Exchange.of(row).ifPresent(rows.exchanges::add);
    }
    for (Fields row : testKeys.list("queries")) {
      rows.addLookup(row);
    }
    return rows;
  }

  /**
   * Returns whether nothing can be said about any service, for reasons of the probe's own: every
   * attempt met an unreachable network, every query a resolver that couldn't be reached, or the
   * network's door keeper answered.
   */
  boolean sayNothing() {
    return offline() || resolverGone() || captivePortal();
  }

  /** Returns the HTTP requests and responses, in the order of the measurement: latest first. */
  List<Exchange> exchanges() {
    return exchanges;
  }

  /**
   * Returns the HTTP requests to hosts that pass. One to a host for which DNS gave only addresses
   * that no service has went astray at DNS, whatever came of it.
   */
  List<Attempt> requests(Predicate<String> host) {
    return exchanges.stream()
        .filter(exchange -> host.test(exchange.target().host()))
        .map(this::attempt)
        .toList();
  }

  /** Returns the TCP connects to addresses that pass. */
  List<Attempt> connects(Predicate<String> address) {
    return connects.stream().filter(connect -> address.test(connect.host())).toList();
  }

  /** Returns the TCP connects to the addresses that DNS gave for hosts that pass. */
  List<Attempt> connectsTo(Predicate<String> host) {
    Set<String> addresses = new HashSet<>();
    lookups.stream()
        .filter(lookup -> host.test(lookup.host()))
        .forEach(lookup -> addresses.addAll(lookup.addresses()));
    return connects(address -> addresses.contains(address) || host.test(address));
  }

  /** Returns the DNS queries. */
  List<Lookup> lookups() {
    return lookups;
  }

  /** Returns whether DNS gave only addresses for a host that no public service has. */
  boolean misled(String host) {
    List<Lookup> answered =
        lookups.stream()
            .filter(lookup -> lookup.host().equals(host) && !lookup.addresses().isEmpty())
            .toList();
    return !answered.isEmpty()
        && answered.stream().allMatch(lookup -> lookup.gaveOnly(Bogons::isBogon));
  }

  /** Returns whether some query for a host gave only addresses that no public service has. */
  boolean gaveBogon(String host) {
    return lookups.stream()
        .anyMatch(lookup -> lookup.host().equals(host) && lookup.gaveOnly(Bogons::isBogon));
  }

  /** Returns whether a TLS handshake failed in these words. */
  boolean handshakeFailed(String failure) {
    return handshakeFailures.contains(failure);
  }

  private Attempt attempt(Exchange exchange) {
    String host = exchange.target().host();
    if (misled(host)) {
      return Attempt.failed(host, exchange.target().port(), Failures.BOGON, Layer.DNS);
    }
    return exchange.attempt(exchange.failure().filter(this::handshakeFailed).isPresent());
  }

  private boolean offline() {
    List<Optional<String>> all =
        Stream.concat(
                exchanges.stream().map(Exchange::failure), connects.stream().map(Attempt::failure))
            .toList();
    return !all.isEmpty()
        && all.stream()
            .allMatch(failure -> failure.filter(Failures::isNetworkUnreachable).isPresent());
  }

  private boolean resolverGone() {
    return lookups.size() > 1
        && lookups.stream()
            .allMatch(lookup -> lookup.failure().filter(RESOLVER_GONE::contains).isPresent());
  }

  /** The door keeper is met on the web, or it answers DNS queries with its own address. */
  private boolean captivePortal() {
    return exchanges.stream().anyMatch(Exchange::metCaptivePortal)
        || lookups.stream().anyMatch(lookup -> lookup.gaveOnly(Bogons::isOfSurroundings));
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
            : Optional.of(
                status
                    .failure("failure")
                    .filter(text -> !text.equals(Failures.UNNAMED) || status.isText("failure"))
                    .orElse(Failures.UNTOLD_CONNECT));
    connects.add(
        Attempt.of(ip.get(), row.integer("port").orElse(0), failure, Layer.TCP)
            .taking(connectMillis(row)));
  }

  /** Newer engines date a connect's start, {@code t0}, and its end, {@code t}, in seconds. */
  private static OptionalInt connectMillis(Fields row) throws MalformedRecordException {
    Optional<Double> start = row.number("t0");
    Optional<Double> end = row.number("t");
    if (start.isEmpty() || end.isEmpty()) {
      return OptionalInt.empty();
    }
    double seconds = end.get() - start.get();
    return seconds > 0 && seconds <= MAX_CONNECT_SECONDS
        ? OptionalInt.of((int) Math.ceil(seconds * 1_000))
        : OptionalInt.empty();
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
