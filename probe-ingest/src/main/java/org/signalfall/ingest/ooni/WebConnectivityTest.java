package org.signalfall.ingest.ooni;

import java.util.List;
import java.util.Optional;
import org.signalfall.avro.Layer;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Quoted;

/**
 * Web Connectivity (ts-017): one website, compared with what a control server saw.
 *
 * <ul>
 *   <li>control failed, or {@code blocking} is null: nothing was compared, NO_EVIDENCE
 *   <li>{@code blocking} false and {@code accessible}: SUCCESS
 *   <li>{@code blocking} false and not accessible: the site is down for all, NO_EVIDENCE
 *   <li>{@code dns}, {@code tcp_ip}, {@code http-failure}: FAILURE
 *   <li>{@code http-diff}: FAILURE only when DNS was inconsistent too, else NO_EVIDENCE, since
 *       sites differ by country for reasons of their own
 * </ul>
 */
final class WebConnectivityTest implements OoniTest {

  private final ServiceCatalogue catalogue;

  WebConnectivityTest(ServiceCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Result read(Fields measurement) throws MalformedRecordException {
    String input = measurement.requiredText("input");
    Target target =
        Target.of(input)
            .orElseThrow(
                () ->
                    new MalformedRecordException(
                        "the input " + Quoted.of(input) + " is no URL with a host"));
    ServiceCatalogue.Entry entry = catalogue.of(target.host());
    Fields keys = measurement.requiredObject("test_keys");
    EndpointTally tally = new EndpointTally();
    if (!NetworkRows.of(keys).offline()) {
      attempt(target, keys).ifPresent(attempt -> tally.add(target.host(), attempt));
    }
    return new Result(
        entry.service(), List.of(tally.outcome(entry.component(), 1, TestVerdict.SILENT)));
  }

  private static Optional<Attempt> attempt(Target target, Fields keys)
      throws MalformedRecordException {
    Optional<String> blocking = keys.textOrFalse("blocking");
    Optional<String> http = keys.failure("http_experiment_failure");
    boolean uncompared = keys.failure("control_failure").isPresent() || blocking.isEmpty();
    if (uncompared || http.filter(Failures::isLocal).isPresent()) {
      return Optional.empty();
    }
    String word = blocking.get();
    return switch (word) {
      case "false" ->
          keys.isTrue("accessible")
              ? Optional.of(attempt(target, Optional.empty(), Layer.UNKNOWN))
              : Optional.empty();
      case "dns" -> {
        String failure = keys.failure("dns_experiment_failure").or(() -> http).orElse(word);
        yield Optional.of(attempt(target, Optional.of(failure), Layer.DNS));
      }
      case "tcp_ip" -> Optional.of(attempt(target, Optional.of(http.orElse(word)), Layer.TCP));
      case "http-failure" -> {
        String failure = http.orElse(word);
        Layer layer = Failures.layer(failure, layerOfHttpFailure(keys, failure));
        yield Optional.of(attempt(target, Optional.of(failure), layer));
      }
      case "http-diff" ->
          keys.text("dns_consistency")
              .filter("inconsistent"::equals)
              .map(inconsistent -> attempt(target, Optional.of(word), Layer.HTTP));
      default ->
          throw new MalformedRecordException(
              "test_keys.blocking " + Quoted.of(word) + " is not known");
    };
  }

  private static Attempt attempt(Target target, Optional<String> failure, Layer layer) {
    return new Attempt(target.host(), target.port(), failure, layer);
  }

  /** A handshake that failed in the same words names the layer of a reset or a timeout. */
  private static Layer layerOfHttpFailure(Fields keys, String http)
      throws MalformedRecordException {
    for (Fields handshake : keys.list("tls_handshakes")) {
      if (handshake.failure("failure").filter(http::equals).isPresent()) {
        return Layer.TLS;
      }
    }
    return Layer.HTTP;
  }
}
