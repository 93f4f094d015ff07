package org.signalfall.ingest.ooni;

import java.util.Optional;
import org.signalfall.avro.Layer;
import org.signalfall.ingest.catalogue.IpLiteral;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * One HTTP request and its response (OONI data format df-001-httpt).
 *
 * @param target where the request went
 * @param failure word for the failure; empty when there was a response
 * @param code status code of the response; 0 when there was none
 * @param location where the response redirects to; empty when it stays on the host
 */
record Exchange(Target target, Optional<String> failure, int code, Optional<Target> location) {

  /** Network Authentication Required (RFC 6585): what captive portals are to answer. */
  private static final int CAPTIVE_PORTAL = 511;

  /** Reads a row of {@code requests}; nothing when it names no host or went through Tor. */
  static Optional<Exchange> of(Fields row) throws MalformedRecordException {
    Fields request = row.object("request");
    Optional<Target> target = request.text("url").flatMap(Target::of);
    if (target.isEmpty() || request.object("tor").isTrue("is_tor")) {
      return Optional.empty();
    }
    Fields response = row.object("response");
    int code = response.integer("code").orElse(0);
    boolean redirects = code >= 300 && code < 400;
    Optional<Target> location =
        redirects ? response.header("location").flatMap(Target::of) : Optional.empty();
    return Optional.of(new Exchange(target.get(), row.failure("failure"), code, location));
  }

  /** Returns whether the network's own door keeper answered instead of the service. */
  boolean metCaptivePortal() {
    return code == CAPTIVE_PORTAL
        || location
            .map(Target::host)
            .filter(IpLiteral::is)
            .filter(Bogons::isOfSurroundings)
            .isPresent();
  }

  /**
   * Returns the attempt that the request was.
   *
   * @param inHandshake whether a TLS handshake failed in the same words
   */
  Attempt attempt(boolean inHandshake) {
    Layer layer = target.https() && inHandshake ? Layer.TLS : Layer.HTTP;
    return Attempt.of(target.host(), target.port(), failure, layer);
  }
}
