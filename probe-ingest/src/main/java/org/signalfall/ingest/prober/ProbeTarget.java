package org.signalfall.ingest.prober;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.signalfall.ingest.input.Quoted;
import org.xbill.DNS.Address;

/**
 * One endpoint that is probed.
 *
 * @param host host name in ASCII, or an IP address without brackets
 * @param port TCP port, 1 to 65535
 * @param kind how far up the layers it is probed
 * @param path path of the request, for HTTP
 * @param status HTTP status that alone is a pass; empty when any below 500 but 451 is
 * @param transfer download by which goodput is measured, for HTTP; empty when it isn't
 */
public record ProbeTarget(
    String host,
    int port,
    TargetKind kind,
    String path,
    OptionalInt status,
    Optional<Transfer> transfer) {

  private static final int MAX_PORT = 65_535;
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_-]+)*",
          Pattern.CASE_INSENSITIVE);

  public ProbeTarget {
    RequestPath.check(path);
    if (literal(host).isEmpty() && !NAME.matcher(host).matches()) {
      throw new IllegalArgumentException(
          Quoted.of(host) + " is neither a host name in ASCII nor an IP address");
    }
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("the port of " + host + " is 1 to 65535, not " + port);
    }
    if (!kind.usesHttp() && (status.isPresent() || transfer.isPresent())) {
      throw new IllegalArgumentException(
          "a status or transfer of " + host + " needs the kind http or https");
    }
  }

  /** Returns the address where the host is one rather than a name. */
  Optional<InetAddress> literal() {
    return literal(host);
  }

  /** Returns the host as it stands in a URL. */
  String authority() {
    String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == kind.usualPort() ? bracketed : bracketed + ":" + port;
  }

  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(Address.getByAddress(host));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
