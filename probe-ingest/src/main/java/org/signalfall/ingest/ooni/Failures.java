package org.signalfall.ingest.ooni;

import java.util.List;
import java.util.Set;
import org.signalfall.avro.Layer;

/**
 * Reads OONI's failure strings (OONI data format df-007-errors).
 *
 * <p>A failure that stems from the probe's own machine, not from the path to the service, is local
 * and says nothing about the service.
 */
final class Failures {

  /** Stands for a failure that the test didn't name. */
  static final String UNNAMED = "unknown_failure";

  static final String NETWORK_UNREACHABLE = "network_unreachable";

  private static final Set<String> DNS = Set.of("android_dns_cache_no_data");
  private static final Set<String> UNREACHABLE = Set.of("host_unreachable", NETWORK_UNREACHABLE);

  private static final List<String> LOCAL =
      List.of(
          "interrupted",
          "operation_canceled",
          "cannot allocate memory",
          "too many open files",
          "no buffer space available",
          "network is down",
          "cannot assign requested address");

  /** The service answered, but not as expected: its own doing as likely as anybody's. */
  private static final Set<String> CONTENT =
      Set.of(
          "http_unexpected_status_code",
          "http_unexpected_redirect_url",
          "http_request_failed",
          "telegram_missing_title_error",
          "whatsapp_missing_title_error");

  private Failures() {}

  /** Returns whether the failure arose on the probe itself. */
  static boolean isLocal(String failure) {
    return LOCAL.stream().anyMatch(failure::contains);
  }

  /** Returns whether the service answered over a connection that worked. */
  static boolean isContent(String failure) {
    return CONTENT.contains(failure);
  }

  /** Returns whether the probe's network had no way to the address at all. */
  static boolean isNetworkUnreachable(String failure) {
    return failure.equals(NETWORK_UNREACHABLE) || failure.contains("network is unreachable");
  }

  /**
   * Returns the layer that a failure names by itself.
   *
   * @param otherwise the layer that was being tried, for failures that can happen at several
   */
  static Layer layer(String failure, Layer otherwise) {
    if (failure.startsWith("dns_") || DNS.contains(failure) || failure.contains("lookup ")) {
      return Layer.DNS;
    }
    if (failure.startsWith("ssl_")) {
      return Layer.TLS;
    }
    if (UNREACHABLE.contains(failure)) {
      return Layer.IP;
    }
    return failure.equals("connection_refused") ? Layer.TCP : otherwise;
  }
}
