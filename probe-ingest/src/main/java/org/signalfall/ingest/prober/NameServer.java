package org.signalfall.ingest.prober;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signalfall.ingest.input.Quoted;
import org.xbill.DNS.Address;
import org.xbill.DNS.ResolverConfig;

/**
 * A resolver to ask.
 *
 * @param address its address and port
 * @param tcp whether it is asked by TCP at once; else by UDP, and by TCP what UDP has no room for
 */
public record NameServer(InetSocketAddress address, boolean tcp) {

  private static final int USUAL_PORT = 53;
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(udp|tcp)://)?(?:\\[([0-9A-Fa-f:.]+)\\]|([0-9.]+)|([0-9A-Fa-f:.]+))(?::(\\d{1,5}))?");

  /**
   * Reads {@code ADDRESS}, {@code ADDRESS:PORT} or {@code tcp://ADDRESS:PORT}; an IPv6 address with
   * a port stands in brackets.
   *
   * @throws IllegalArgumentException when the text is none of them; the message says so
   */
  public static NameServer of(String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      String address = form.group(2) != null ? form.group(2) : form.group(3);
      String port = form.group(5);
      try {
        return new NameServer(
            new InetSocketAddress(
                literal(address == null ? form.group(4) : address),
                port == null ? USUAL_PORT : Integer.parseInt(port)),
            "tcp".equals(form.group(1)));
      } catch (IllegalArgumentException | UnknownHostException e) {
        throw new IllegalArgumentException(Quoted.of(text) + " is no resolver's address", e);
      }
    }
    throw new IllegalArgumentException(Quoted.of(text) + " is no resolver's address");
  }

  /** Returns the resolvers that the system is set to, in the order in which it asks them. */
  public static List<NameServer> ofSystem() {
    return ResolverConfig.getCurrentConfig().servers().stream()
        .map(server -> new NameServer(server, false))
        .toList();
  }

  private static InetAddress literal(String address) throws UnknownHostException {
    return Address.getByAddress(address);
  }
}
