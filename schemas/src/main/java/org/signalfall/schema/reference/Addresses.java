package org.signalfall.schema.reference;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * IP addresses as text, bytes and keys. Names are never resolved.
 *
 * <p>A key orders the addresses of one family: all 32 bits of an IPv4 address, and the first 64 of
 * an IPv6 address, read as an unsigned number. Nothing finer than an IPv6 /64 is told apart.
 */
public final class Addresses {

  /** Length of an IPv4 address in bytes. */
  public static final int IPV4_BYTES = 4;

  /** Length of an IPv6 address in bytes. */
  public static final int IPV6_BYTES = 16;

  private static final int GROUP_BYTES = 2;
  private static final int HEXADECIMAL = 16;
  private static final int MAX_GROUP_DIGITS = 4;
  private static final int MAX_OCTET = 255;

  /** Longest text form: six full groups and an embedded IPv4 address. */
  private static final int MAX_TEXT_LENGTH = 45;

  private Addresses() {}

  /**
   * Reads an address: four decimal octets without leading zeros, or IPv6 as in RFC 4291, section
   * 2.2, without a zone.
   *
   * @return 4 or 16 bytes, or empty when the text is no address
   */
  public static Optional<byte[]> parse(String text) {
    if (text.isEmpty() || text.length() > MAX_TEXT_LENGTH) {
      return Optional.empty();
    }
    ByteBuffer address = ByteBuffer.allocate(IPV6_BYTES);
    if (text.indexOf(':') >= 0) {
      return ipv6(text, address) ? Optional.of(address.array()) : Optional.empty();
    }
    if (!ipv4(text, address)) {
      return Optional.empty();
    }
    byte[] octets = new byte[IPV4_BYTES];
    address.flip().get(octets);
    return Optional.of(octets);
  }

  /** Returns the key of an address of 4 or 16 bytes. */
  public static long key(byte[] address) {
    return key(ByteBuffer.wrap(address));
  }

  /** Returns the key of the address that remains in a buffer, which is left as it is. */
  static long key(ByteBuffer address) {
    int start = address.position();
    return address.remaining() == IPV4_BYTES
        ? Integer.toUnsignedLong(address.getInt(start))
        : address.getLong(start);
  }

  /** Returns the text of the first IPv4 address that has a key. */
  static String ipv4(long key) {
    return (key >>> 24)
        + "."
        + ((key >>> 16) & 0xff)
        + "."
        + ((key >>> 8) & 0xff)
        + "."
        + (key & 0xff);
  }

  /** Returns the text of the first IPv6 address that has a key; its last 64 bits are zero. */
  static String ipv6(long key) {
    StringBuilder text = new StringBuilder();
    for (long rest = key; rest != 0; rest <<= 16) {
      text.append(text.isEmpty() ? "" : ":").append(Long.toHexString(rest >>> 48));
    }
    return text.append("::").toString();
  }

  private static boolean ipv4(String text, ByteBuffer into) {
    String[] octets = text.split("\\.", -1);
    if (octets.length != IPV4_BYTES || into.remaining() < IPV4_BYTES) {
      return false;
    }
    for (String octet : octets) {
      int value = number(octet, 10, 3);
      if (value < 0 || value > MAX_OCTET || (octet.length() > 1 && octet.charAt(0) == '0')) {
        return false;
      }
      into.put((byte) value);
    }
    return true;
  }

  private static boolean ipv6(String text, ByteBuffer into) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, into) && !into.hasRemaining();
    }
    ByteBuffer tail = ByteBuffer.allocate(IPV6_BYTES);
    String before = text.substring(0, gap);
    String after = text.substring(gap + 2);
    boolean read =
        (before.isEmpty() || (before.indexOf('.') < 0 && groups(before, into)))
            && (after.isEmpty() || groups(after, tail));
    if (!read || into.position() + tail.position() > IPV6_BYTES - GROUP_BYTES) {
      return false;
    }
    into.position(IPV6_BYTES - tail.position());
    into.put(tail.flip());
    return true;
  }

  /** Reads groups of sixteen bits; the last may be an IPv4 address. */
  private static boolean groups(String text, ByteBuffer into) {
    String[] groups = text.split(":", -1);
    for (int i = 0; i < groups.length; i++) {
      if (i == groups.length - 1 && groups[i].indexOf('.') >= 0) {
        return ipv4(groups[i], into);
      }
      int value = number(groups[i], HEXADECIMAL, MAX_GROUP_DIGITS);
      if (value < 0 || into.remaining() < GROUP_BYTES) {
        return false;
      }
      into.putShort((short) value);
    }
    return true;
  }

  /** Returns an unsigned number, or -1 when the text is none of so many digits at most. */
  private static int number(String digits, int radix, int maxDigits) {
    if (digits.isEmpty() || digits.length() > maxDigits) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      int digit = c < 128 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value;
  }
}
