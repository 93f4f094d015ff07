package org.signalfall.ingest.bgp;

import java.nio.ByteBuffer;
import org.signalfall.avro.Prefix;

/**
 * The block of address space that a prefix is keyed by: an IPv4 /8 or an IPv6 /16, written as a
 * prefix, such as {@code 193.0.0.0/8} or {@code 2001::/16}. Prefixes that overlap lie in one block,
 * unless one of them is shorter than the block.
 */
public final class CoveringBlock {

  /** Shortest IPv4 prefix that lies in one block. */
  public static final int IPV4_BITS = 8;

  /** Shortest IPv6 prefix that lies in one block. */
  public static final int IPV6_BITS = 16;

  private CoveringBlock() {}

  /** Returns whether a prefix of the family and length lies in one block. */
  public static boolean holds(int family, int length) {
    return length >= (family == 4 ? IPV4_BITS : IPV6_BITS);
  }

  /**
   * Returns the block of a prefix.
   *
   * @throws IllegalArgumentException when the prefix spans several
   */
  public static String of(Prefix prefix) {
    if (!holds(prefix.getFamily(), prefix.getLength())) {
      throw new IllegalArgumentException("the prefix " + prefix + " spans several covering blocks");
    }
    ByteBuffer address = prefix.getAddress();
    int start = address.position();
    int first = address.get(start) & 0xff;
    return prefix.getFamily() == 4
        ? first + ".0.0.0/8"
        : Integer.toHexString((first << 8) | (address.get(start + 1) & 0xff)) + "::/16";
  }
}
