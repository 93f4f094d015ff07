package org.signalfall.ingest.catalogue;

import java.net.IDN;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a service answers.
 *
 * @param host host name in lower case and ASCII, or an IP address without brackets
 * @param port TCP port, 1 to 65535
 * @param until day from which the operator no longer runs it, so that a failure means nothing
 */
public record Endpoint(String host, int port, Optional<LocalDate> until) {

  private static final int MAX_PORT = 65_535;
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})\\]|([^:\\[\\]\\s/]{1,253})):(\\d{1,5})");
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_-]+)*");

  /** Reads {@code host:port}, {@code address:port} or {@code [IPv6 address]:port}. */
  static Optional<Endpoint> of(String text, Optional<LocalDate> until) {
    Matcher matcher = HOST_AND_PORT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(matcher.group(3));
    Optional<String> host =
        matcher.group(1) == null
            ? hostName(matcher.group(2))
            : Optional.of(matcher.group(1)).filter(IpLiteral::is);
    return host.filter(name -> port >= 1 && port <= MAX_PORT)
        .map(name -> new Endpoint(name.toLowerCase(Locale.ROOT), port, until));
  }

  /** Returns a host name in lower case and ASCII, or nothing when the text is no host name. */
  static Optional<String> hostName(String text) {
    try {
      return Optional.of(IDN.toASCII(text).toLowerCase(Locale.ROOT))
          .filter(name -> NAME.matcher(name).matches());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Returns whether the operator no longer ran it at a time. */
  public boolean isRetired(Instant time) {
    return until
        .filter(day -> !time.isBefore(day.atStartOfDay(ZoneOffset.UTC).toInstant()))
        .isPresent();
  }
}
