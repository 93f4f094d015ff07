package org.signalfall.ingest.ooni;

import java.util.Optional;
import org.signalfall.avro.Layer;

/**
 * One attempt on an endpoint.
 *
 * @param host host name or IP address that was tried
 * @param port TCP port that was tried
 * @param failure failure in the words of the test; empty when the attempt succeeded
 * @param layer layer at which it failed; UNKNOWN when it succeeded
 */
record Attempt(String host, int port, Optional<String> failure, Layer layer) {

  static Attempt of(String host, int port, Optional<String> failure, Layer tried) {
    Layer layer = failure.map(text -> Failures.layer(text, tried)).orElse(Layer.UNKNOWN);
    return new Attempt(host, port, failure, layer);
  }

  boolean failed() {
    return failure.isPresent();
  }

  String endpoint() {
    return host + ":" + port;
  }

  boolean isIpv6() {
    return host.indexOf(':') >= 0;
  }
}
