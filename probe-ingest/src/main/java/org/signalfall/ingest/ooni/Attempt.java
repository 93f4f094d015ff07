package org.signalfall.ingest.ooni;

import java.util.Optional;
import java.util.OptionalInt;
import org.signalfall.avro.Layer;

/**
 * One attempt on an endpoint.
 *
 * @param host host name or IP address that was tried
 * @param port TCP port that was tried
 * @param failure word for the failure; empty when the attempt succeeded
 * @param layer layer at which it failed; UNKNOWN when it succeeded
 * @param millis how long a connect took, in milliseconds; empty when it failed or nothing tells
 */
record Attempt(String host, int port, Optional<String> failure, Layer layer, OptionalInt millis) {

  static Attempt of(String host, int port, Optional<String> failure, Layer tried) {
    Layer layer = failure.map(text -> Failures.layer(text, tried)).orElse(Layer.UNKNOWN);
    return new Attempt(host, port, failure, layer, OptionalInt.empty());
  }

  static Attempt passed(String host, int port) {
    return new Attempt(host, port, Optional.empty(), Layer.UNKNOWN, OptionalInt.empty());
  }

  static Attempt failed(String host, int port, String failure, Layer layer) {
    return new Attempt(host, port, Optional.of(failure), layer, OptionalInt.empty());
  }

  /** Returns a connect that took so long. */
  Attempt taking(OptionalInt connectMillis) {
    return failed() ? this : new Attempt(host, port, failure, layer, connectMillis);
  }

  boolean failed() {
    return failure.isPresent();
  }

  /**
   * Returns whether it says anything about the path to the service: local failures don't, nor do
   * answers over a connection that worked, nor IPv6 where the network has none.
   */
  boolean tells() {
    boolean noIpv6 = layer == Layer.IP && host.indexOf(':') >= 0;
    return !noIpv6
        && failure.filter(text -> Failures.saysNothing(text) || Failures.isContent(text)).isEmpty();
  }

  String endpoint() {
    return host + ":" + port;
  }
}
