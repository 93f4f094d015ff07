package org.signalfall.ingest.ooni;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signalfall.avro.Layer;

/**
 * Reads OONI's failure strings (OONI data format df-007-errors).
 *
 * <p>Most are words such as {@code connection_reset}. What a test can't classify is {@code
 * unknown_failure:} and a text of the operating system or a library, often with addresses in it.
 * Only words go on from here: a text becomes the word for what it says, or {@link #UNNAMED}.
 *
 * <p>A failure that stems from the probe's own machine, not from the path to the service, is local
 * and says nothing about the service. Neither does one that nobody can name.
 */
final class Failures {

  /** Stands for a failure that the test didn't name, or that nobody knows the meaning of. */
  static final String UNNAMED = "unknown_failure";

  /** Stands for a connect that failed for reasons that an old test didn't tell. */
  static final String UNTOLD_CONNECT = "connect_error";

  /** Stands for a verdict of OONI's that comes without a failure. */
  static final String UNTOLD = "anomaly";

  static final String BOGON = "dns_bogon_error";
  static final String NXDOMAIN = "dns_nxdomain_error";
  static final String NETWORK_UNREACHABLE = "network_unreachable";
  static final String UNKNOWN_AUTHORITY = "ssl_unknown_authority";

  private static final String HOST_UNREACHABLE = "host_unreachable";
  private static final String TIMEOUT = "generic_timeout_error";
  private static final String INTERRUPTED = "interrupted";
  private static final String BRIDGE_KEY_CHANGED = "obfs4_auth_mismatch";
  private static final String TOO_MANY_REDIRECTS = "http_too_many_redirects";

  private static final int MAX_LENGTH = 64;
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*");
  private static final Pattern LEADING_WORD = Pattern.compile("([a-z]+(?:_[a-z0-9]+)+)[ :].*");

  /** A part of a text, in small letters, and the word for it. */
  private record Phrase(String part, String word) {}

  /** Goes from the special to the general: the first part that is found counts. */
  private static final List<Phrase> PHRASES =
      List.of(
          new Phrase("cannot allocate memory", "cannot_allocate_memory"),
          new Phrase("too many open files", "too_many_open_files"),
          new Phrase("no buffer space available", "no_buffer_space"),
          new Phrase("network is down", "network_down"),
          new Phrase("cannot assign requested address", "address_not_available"),
          new Phrase("permission denied", "permission_denied"),
          new Phrase("operation not permitted", "operation_not_permitted"),
          new Phrase("forbidden by its access permissions", "permission_denied"),
          new Phrase("no such file", "no_such_file"),
          new Phrase("executable file not found", "no_such_file"),
          new Phrase("operation was canceled", INTERRUPTED),
          new Phrase("context canceled", INTERRUPTED),
          new Phrase("use of closed network connection", INTERRUPTED),
          new Phrase("auth mismatch", BRIDGE_KEY_CHANGED),
          new Phrase("too many redirects", TOO_MANY_REDIRECTS),
          new Phrase("stopped after 10 redirects", TOO_MANY_REDIRECTS),
          new Phrase("no such host", NXDOMAIN),
          new Phrase("no answer from dns", "dns_no_answer"),
          new Phrase("server misbehaving", "dns_server_misbehaving"),
          new Phrase("lookup ", "dns_lookup_error"),
          new Phrase("getaddrinfo", "dns_lookup_error"),
          new Phrase("unknown authority", UNKNOWN_AUTHORITY),
          new Phrase("certificate has expired", "ssl_invalid_certificate"),
          new Phrase("certificate is valid for", "ssl_invalid_hostname"),
          new Phrase("cannot validate certificate for", "ssl_invalid_hostname"),
          new Phrase("x509:", "ssl_invalid_certificate"),
          new Phrase("tls:", "ssl_failed_handshake"),
          new Phrase("ssl_error", "ssl_error"),
          new Phrase("actively refused", "connection_refused"),
          new Phrase("connection refused", "connection_refused"),
          new Phrase("connection reset", "connection_reset"),
          new Phrase("forcibly closed", "connection_reset"),
          new Phrase("broken pipe", "connection_reset"),
          new Phrase("connection was aborted", "connection_aborted"),
          new Phrase("no route to host", HOST_UNREACHABLE),
          new Phrase("host is unreachable", HOST_UNREACHABLE),
          new Phrase("unreachable host", HOST_UNREACHABLE),
          new Phrase("network is unreachable", NETWORK_UNREACHABLE),
          new Phrase("unreachable network", NETWORK_UNREACHABLE),
          new Phrase("timeout", TIMEOUT),
          new Phrase("timed out", TIMEOUT),
          new Phrase("deadline exceeded", TIMEOUT),
          new Phrase("did not properly respond", TIMEOUT),
          new Phrase("eof", "eof_error"));

  private static final Set<String> DNS = Set.of("android_dns_cache_no_data");
  private static final Set<String> UNREACHABLE =
      Set.of(HOST_UNREACHABLE, NETWORK_UNREACHABLE, "no_route_to_host");
  private static final Set<String> TCP =
      Set.of(
          "connection_refused",
          "connection_refused_error",
          UNTOLD_CONNECT,
          "tcp_timed_out_error",
          "tcp_ip");

  private static final Set<String> LOCAL =
      Set.of(
          INTERRUPTED,
          "operation_canceled",
          "cannot_allocate_memory",
          "too_many_open_files",
          "no_buffer_space",
          "network_down",
          "address_not_available",
          "address_in_use",
          "address_family_not_supported",
          "address_family_not_supported_error",
          "bad_address",
          "bad_file_descriptor",
          "invalid_argument",
          "not_a_socket",
          "permission_denied",
          "operation_not_permitted",
          "no_such_file",
          "psiphon_missing_config",
          "socks_error");

  /** The service answered, but not as expected: its own doing as likely as anybody's. */
  private static final Set<String> CONTENT =
      Set.of(
          BRIDGE_KEY_CHANGED,
          TOO_MANY_REDIRECTS,
          "http_unexpected_status_code",
          "http_unexpected_redirect_url",
          "http_invalid_redirect_location_host",
          "http_request_failed",
          "json_parse_error",
          "telegram_missing_title_error",
          "whatsapp_missing_title_error");

  private Failures() {}

  /** Returns the word for a failure as it stands in a measurement. */
  static String word(String failure) {
    if (failure.length() <= MAX_LENGTH && WORD.matcher(failure).matches()) {
      return failure;
    }
    String text = failure.toLowerCase(Locale.ROOT);
    for (Phrase phrase : PHRASES) {
      if (text.contains(phrase.part)) {
        return phrase.word;
      }
    }
    Matcher leading = LEADING_WORD.matcher(failure.lines().findFirst().orElse(""));
    return leading.matches() && leading.group(1).length() <= MAX_LENGTH
        ? leading.group(1)
        : UNNAMED;
  }

  /** Returns whether the failure says nothing about the path to the service. */
  static boolean saysNothing(String failure) {
    return LOCAL.contains(failure) || failure.equals(UNNAMED);
  }

  /** Returns whether the service answered over a connection that worked. */
  static boolean isContent(String failure) {
    return CONTENT.contains(failure);
  }

  /** Returns whether the probe's network had no way to the address at all. */
  static boolean isNetworkUnreachable(String failure) {
    return failure.equals(NETWORK_UNREACHABLE);
  }

  /**
   * Returns the layer that a failure names by itself.
   *
   * @param otherwise the layer that was being tried, for failures that can happen at several
   */
  static Layer layer(String failure, Layer otherwise) {
    if (failure.startsWith("dns_") || DNS.contains(failure)) {
      return Layer.DNS;
    }
    if (failure.startsWith("ssl_")) {
      return Layer.TLS;
    }
    if (UNREACHABLE.contains(failure)) {
      return Layer.IP;
    }
    return TCP.contains(failure) ? Layer.TCP : otherwise;
  }
}
