package org.signalfall.ingest.ooni;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.signalfall.avro.Layer;
import org.signalfall.ingest.catalogue.IpLiteral;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Quoted;

/**
 * What Web Connectivity (ts-017, versions 0.0 to 0.5) says about one website, which it compared
 * with what a control server saw.
 *
 * <ul>
 *   <li>control failed, or {@code blocking} is null: nothing was compared. SUCCESS when the site
 *       answered over HTTPS with a valid certificate, which needs no comparison; else NO_EVIDENCE
 *   <li>{@code blocking} false and {@code accessible}: SUCCESS
 *   <li>{@code blocking} false and not accessible: the site is down for all, NO_EVIDENCE
 *   <li>{@code dns}: FAILURE, unless the control found no address either
 *   <li>{@code tcp_ip}: FAILURE, unless only IPv6 failed where the network has none
 *   <li>{@code http-failure}: FAILURE, unless the site answered, but led nowhere
 *   <li>{@code http-diff}: FAILURE only over plain HTTP and when DNS was inconsistent too, else
 *       NO_EVIDENCE, since sites differ by country for reasons of their own
 * </ul>
 */
final class WebVerdict {

  /** Bits of {@code x_blocking_flags}, which version 0.5 writes. */
  private static final int TCP_FLAG = 2;

  private static final int TLS_FLAG = 4;
  private static final int SUCCESS_FLAG = 32;

  /** A resolver that isn't there is the network's fault, or the probe's, but no censor's. */
  private static final Set<String> RESOLVER_GONE =
      Set.of("connection_refused", "host_unreachable", Failures.NETWORK_UNREACHABLE);

  private final Fields keys;
  private final NetworkRows rows;
  private final Target input;
  private final Target end;

  /**
   * Reads a verdict.
   *
   * @param input what the test was asked to fetch
   * @param end where redirects led it
   */
  WebVerdict(RawMeasurement measurement, Target input, Target end) {
    this.keys = measurement.keys();
    this.rows = measurement.rows();
    this.input = input;
    this.end = end;
  }

  /** Returns the attempt that the whole measurement was; nothing when it is no evidence. */
  Optional<Attempt> attempt() throws MalformedRecordException {
    if (rows.sayNothing()) {
      return Optional.empty();
    }
    Optional<String> blocking = keys.textOrFalse("blocking");
    if (keys.failure("control_failure").isPresent() || blocking.isEmpty()) {
      return provenByCertificate() ? passed() : Optional.empty();
    }
    Optional<String> http = keys.failure("http_experiment_failure");
    String word = blocking.get();
    return switch (word) {
      case "false" -> keys.isTrue("accessible") ? passed() : Optional.empty();
      case "dns" -> dns(http, word);
      case "tcp_ip" -> tcp(http);
      case "http-failure" -> http(http.orElse(word));
      case "http-diff" -> difference(word);
      default ->
          throw new MalformedRecordException(
              "test_keys.blocking " + Quoted.of(word) + " is not known");
    };
  }

  private Optional<Attempt> dns(Optional<String> http, String word)
      throws MalformedRecordException {
    Optional<String> lookup = keys.failure("dns_experiment_failure");
    if (lookup.filter(RESOLVER_GONE::contains).isPresent() || !controlResolved()) {
      return Optional.empty();
    }
    if (lookup.isPresent() || !rows.gaveBogon(end.host())) {
      return failed(lookup.or(() -> http).orElse(word), Layer.DNS);
    }
    return failed(Failures.BOGON, Layer.DNS);
  }

  private Optional<Attempt> tcp(Optional<String> http) {
    List<Attempt> failed = rows.connects(address -> true).stream().filter(Attempt::failed).toList();
    boolean noneTells = !failed.isEmpty() && failed.stream().noneMatch(Attempt::tells);
    return noneTells ? Optional.empty() : failed(http.orElse("tcp_ip"), Layer.TCP);
  }

  private Optional<Attempt> http(String failure) throws MalformedRecordException {
    return failed(failure, Failures.layer(failure, layerOfHttpFailure(failure)));
  }

  private Optional<Attempt> difference(String word) throws MalformedRecordException {
    boolean misdirected = keys.text("dns_consistency").filter("inconsistent"::equals).isPresent();
    return misdirected && !answeredOverHttps() ? failed(word, Layer.HTTP) : Optional.empty();
  }

  /** A request that failed names its own layer; without one, what came before it does. */
  private Layer layerOfHttpFailure(String failure) throws MalformedRecordException {
    boolean requested =
        rows.exchanges().stream()
            .findFirst()
            .filter(exchange -> exchange.failure().isPresent())
            .isPresent();
    if (requested && !end.https()) {
      return Layer.HTTP;
    }
    if (rows.handshakeFailed(failure)) {
      return Layer.TLS;
    }
    int flags = requested ? 0 : flags();
    if ((flags & TLS_FLAG) != 0) {
      return Layer.TLS;
    }
    return (flags & TCP_FLAG) != 0 ? Layer.TCP : Layer.HTTP;
  }

  /** A name without an address at the control is a site that isn't there, blocked or not. */
  private boolean controlResolved() throws MalformedRecordException {
    Fields control = keys.object("control").object("dns");
    boolean comparable = control.has("addrs") && end.host().equals(input.host());
    return !comparable || control.texts("addrs").stream().anyMatch(IpLiteral::is);
  }

  /** In 0.5 the address may come from an encrypted resolver, so that other flags would count. */
  private boolean provenByCertificate() throws MalformedRecordException {
    return answeredOverHttps() && (flags() & ~SUCCESS_FLAG) == 0;
  }

  private boolean answeredOverHttps() {
    return rows.exchanges().stream()
        .findFirst()
        .filter(exchange -> exchange.failure().isEmpty() && exchange.code() > 0)
        .filter(exchange -> exchange.location().isEmpty() && exchange.target().https())
        .isPresent();
  }

  private int flags() throws MalformedRecordException {
    return keys.integer("x_blocking_flags").orElse(0);
  }

  private Optional<Attempt> passed() {
    return Optional.of(Attempt.passed(end.host(), end.port()));
  }

  private Optional<Attempt> failed(String failure, Layer layer) {
    return Optional.of(Attempt.failed(end.host(), end.port(), failure, layer));
  }
}
