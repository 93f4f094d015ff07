package org.signalfall.ingest.ooni;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a URL points. Only the authority is read: paths of real inputs hold much that strict URL
 * parsers refuse.
 *
 * @param https whether the scheme is https
 * @param host host name in lower case and ASCII, or an IP address without brackets
 * @param port port, the scheme's own when the URL gives none
 */
record Target(boolean https, String host, int port) {

  private static final Pattern AUTHORITY =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9+.-]*)://(?:[^/?#@]*@)?(\\[[0-9A-Fa-f:.]+\\]|[^/?#:\\[\\]]+)"
              + "(?::(\\d{1,5}))?(?:[/?#].*)?",
          Pattern.DOTALL);
  private static final int MAX_HOST_LENGTH = 253;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /** Returns where a URL points, or nothing when it names no host. */
  static Optional<Target> of(String url) {
    Matcher matcher = AUTHORITY.matcher(url);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean https = matcher.group(1).equalsIgnoreCase("https");
    String port = matcher.group(3);
    int number = port == null ? (https ? HTTPS_PORT : HTTP_PORT) : Integer.parseInt(port);
    return ascii(matcher.group(2)).map(host -> new Target(https, host, number));
  }

  private static Optional<String> ascii(String host) {
    try {
      String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : IDN.toASCII(host);
      return Optional.of(bare.toLowerCase(Locale.ROOT))
          .filter(name -> name.length() <= MAX_HOST_LENGTH);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
