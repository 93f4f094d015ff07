package org.signalfall.ingest.catalogue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads IP addresses that are written as such, and never asks DNS. */
public final class IpLiteral {

  private static final Pattern IPV4 =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
  private static final int MAX_OCTET = 255;

  private IpLiteral() {}

  /** Returns the 4 or 16 bytes of an address, or nothing when the text is no address. */
  public static Optional<byte[]> bytes(String text) {
    Matcher ipv4 = IPV4.matcher(text);
    if (ipv4.matches()) {
      byte[] octets = new byte[4];
      for (int i = 0; i < octets.length; i++) {
        int octet = Integer.parseInt(ipv4.group(i + 1));
        if (octet > MAX_OCTET) {
          return Optional.empty();
        }
        octets[i] = (byte) octet;
      }
      return Optional.of(octets);
    }
    return text.indexOf(':') >= 0 && IPV6.matcher(text).matches() ? ipv6(text) : Optional.empty();
  }

  /** Returns whether the text is an address. */
  public static boolean is(String text) {
    return bytes(text).isPresent();
  }

  private static Optional<byte[]> ipv6(String text) {
    try {
      // A text with a colon is never looked up.
      return Optional.of(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
