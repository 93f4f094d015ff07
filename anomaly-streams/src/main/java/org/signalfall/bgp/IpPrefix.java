package org.signalfall.bgp;

import java.nio.ByteBuffer;

/**
 * A prefix no longer than its unit, a /24 of IPv4 or a /48 of IPv6: what is longer most networks
 * don't accept (RFC 7454, section 6.1.3), and isn't counted.
 *
 * @param family 4 or 6
 * @param bits first 64 bits of the network address, an IPv4 address at the upper end; all bits
 *     beyond the length are zero
 * @param length bits of the prefix, from that of a covering block, /8 or /16, to that of the unit
 */
public record IpPrefix(int family, long bits, int length) implements Comparable<IpPrefix> {

  private static final int IPV4_BLOCK_BITS = 8;
  private static final int IPV6_BLOCK_BITS = 16;
  private static final int IPV4_UNIT_BITS = 24;
  private static final int IPV6_UNIT_BITS = 48;

  public IpPrefix {
    if (family != 4 && family != 6) {
      throw new IllegalArgumentException("there is no family " + family);
    }
    if (!isCounted(family, length)) {
      throw new IllegalArgumentException(
          "a prefix of IPv%d with %d bits is not counted".formatted(family, length));
    }
    if ((bits & ~mask(length)) != 0) {
      throw new IllegalArgumentException("the prefix has host bits: " + Long.toHexString(bits));
    }
  }

  /** Returns whether prefixes of that length are counted: from a covering block to a unit. */
  public static boolean isCounted(int family, int length) {
    return family == 4
        ? length >= IPV4_BLOCK_BITS && length <= IPV4_UNIT_BITS
        : length >= IPV6_BLOCK_BITS && length <= IPV6_UNIT_BITS;
  }

  /**
   * Reads a network address.
   *
   * @param address 4 or 16 bytes remain in it; left as it is
   * @throws IllegalArgumentException when it doesn't fit the family, has host bits or isn't counted
   */
  public static IpPrefix of(int family, ByteBuffer address, int length) {
    int bytes = family == 4 ? 4 : 16;
    if (address.remaining() != bytes) {
      throw new IllegalArgumentException(
          "an address of IPv%d has %d bytes, not %d".formatted(family, bytes, address.remaining()));
    }
    long bits =
        family == 4
            ? (long) address.getInt(address.position()) << Integer.SIZE
            : address.getLong(address.position());
    return new IpPrefix(family, bits, length);
  }

  /** Returns how many units the prefix holds: /24s of IPv4, /48s of IPv6. */
  public long units() {
    return 1L << (unitBits(family) - length);
  }

  /** Returns whether the other prefix lies in this one, or is it. */
  public boolean covers(IpPrefix other) {
    return family == other.family && length <= other.length && (other.bits & mask(length)) == bits;
  }

  /** Returns whether a wider prefix lies in the same covering block. */
  public boolean hasWider() {
    return length > blockBits(family);
  }

  /** Returns the prefix that is one bit shorter. */
  public IpPrefix wider() {
    return new IpPrefix(family, bits & mask(length - 1), length - 1);
  }

  /** Returns the network address as 4 or 16 bytes. */
  public byte[] address() {
    return family == 4
        ? ByteBuffer.allocate(4).putInt((int) (bits >>> Integer.SIZE)).array()
        : ByteBuffer.allocate(16).putLong(bits).array();
  }

  /**
   * Returns the prefix as 5 or 8 bytes. They sort by address, wider prefixes before those in them,
   * so that all that lies in a prefix follows it.
   */
  public byte[] encode() {
    int bytes = unitBits(family) / Byte.SIZE;
    byte[] encoded = new byte[bytes + 2];
    encoded[0] = (byte) family;
    for (int i = 0; i < bytes; i++) {
      encoded[1 + i] = (byte) (bits >>> (Long.SIZE - Byte.SIZE * (i + 1)));
    }
    encoded[bytes + 1] = (byte) length;
    return encoded;
  }

  /** Returns bytes that sort after all that lies in the prefix, and before what lies beyond. */
  public byte[] encodedEnd() {
    IpPrefix last =
        new IpPrefix(family, bits | (~mask(length) & mask(unitBits(family))), unitBits(family));
    byte[] encoded = last.encode();
    encoded[encoded.length - 1]++;
    return encoded;
  }

  /** Reads what {@link #encode} wrote. */
  public static IpPrefix decode(ByteBuffer in) {
    int family = in.get();
    long bits = 0;
    int bytes = unitBits(family) / Byte.SIZE;
    for (int i = 0; i < bytes; i++) {
      bits |= (in.get() & 0xffL) << (Long.SIZE - Byte.SIZE * (i + 1));
    }
    return new IpPrefix(family, bits, in.get());
  }

  @Override
  public int compareTo(IpPrefix other) {
    int byFamily = Integer.compare(family, other.family);
    if (byFamily != 0) {
      return byFamily;
    }
    int byBits = Long.compareUnsigned(bits, other.bits);
    return byBits != 0 ? byBits : Integer.compare(length, other.length);
  }

  private static int blockBits(int family) {
    return family == 4 ? IPV4_BLOCK_BITS : IPV6_BLOCK_BITS;
  }

  private static int unitBits(int family) {
    return family == 4 ? IPV4_UNIT_BITS : IPV6_UNIT_BITS;
  }

  private static long mask(int length) {
    return -1L << (Long.SIZE - length);
  }
}
