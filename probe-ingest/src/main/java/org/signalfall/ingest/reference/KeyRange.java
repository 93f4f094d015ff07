package org.signalfall.ingest.reference;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Quoted;
import org.signalfall.schema.reference.Addresses;

/**
 * A range of addresses of one family, by the keys of {@link Addresses}; both ends are in it. Of
 * IPv6, only whole /64s: what is finer has no range.
 */
record KeyRange(Family family, long first, long last) {

  private static final long MAX_IPV4 = 0xffff_ffffL;
  private static final int INTERFACE_BYTES = 8;

  /** Returns the range of a prefix, empty when it is finer than an IPv6 /64. */
  static Optional<KeyRange> ofPrefix(String address, String length)
      throws MalformedRecordException {
    byte[] bytes = address(address);
    Family family = Family.of(bytes);
    int bits = (int) number(length, family.bits());
    if (bits > family.keyBits()) {
      return Optional.empty();
    }
    return Optional.of(ofKey(family, Addresses.key(bytes), bits));
  }

  /** Returns the range of the prefix that a key lies in; its host bits are passed over. */
  static KeyRange ofKey(Family family, long key, int length) {
    int hostBits = family.keyBits() - length;
    long host = hostBits == Long.SIZE ? -1L : (1L << hostBits) - 1;
    return new KeyRange(family, key & ~host, key | host);
  }

  /** Returns the range of so many IPv4 addresses. */
  static KeyRange ofCount(String address, String count) throws MalformedRecordException {
    byte[] bytes = address(address);
    if (Family.of(bytes) != Family.IPV4) {
      throw new MalformedRecordException("the address " + Quoted.of(address) + " is not IPv4");
    }
    long first = Addresses.key(bytes);
    long addresses = number(count, MAX_IPV4 + 1);
    if (addresses == 0 || addresses > MAX_IPV4 + 1 - first) {
      throw new MalformedRecordException(
          "there are no " + addresses + " IPv4 addresses from " + address + " on");
    }
    return new KeyRange(Family.IPV4, first, first + addresses - 1);
  }

  /**
   * Returns the range between two addresses, both in it; empty when no whole IPv6 /64 is. An
   * address is text, or its decimal number; one below 2^32 is IPv4.
   */
  static Optional<KeyRange> between(String from, String through) throws MalformedRecordException {
    byte[] start = addressOrNumber(from);
    byte[] end = addressOrNumber(through);
    if (start.length != end.length) {
      throw new MalformedRecordException("the range mixes IPv4 and IPv6");
    }
    if (Arrays.compareUnsigned(start, end) > 0) {
      throw new MalformedRecordException("the range ends before it begins");
    }
    long first = Addresses.key(start);
    long last = Addresses.key(end);
    if (Family.of(start) == Family.IPV4) {
      return Optional.of(new KeyRange(Family.IPV4, first, last));
    }
    boolean startsInside = !allAre(start, (byte) 0);
    boolean endsInside = !allAre(end, (byte) 0xff);
    if (Long.compareUnsigned(last - first, (startsInside ? 1 : 0) + (endsInside ? 1 : 0)) < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new KeyRange(Family.IPV6, startsInside ? first + 1 : first, endsInside ? last - 1 : last));
  }

  /** Compares by size, as an unsigned number. */
  int compareSize(KeyRange other) {
    return Long.compareUnsigned(last - first, other.last - other.first);
  }

  /** Reads an unsigned decimal number. */
  static long number(String text, long max) throws MalformedRecordException {
    boolean isNumber =
        !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(KeyRange::isDigit);
    if (!isNumber || Long.parseLong(text) > max) {
      throw new MalformedRecordException(Quoted.of(text) + " is no number from 0 to " + max);
    }
    return Long.parseLong(text);
  }

  private static boolean allAre(byte[] address, byte wanted) {
    for (int i = address.length - INTERFACE_BYTES; i < address.length; i++) {
      if (address[i] != wanted) {
        return false;
      }
    }
    return true;
  }

  private static byte[] address(String text) throws MalformedRecordException {
    return Addresses.parse(text)
        .orElseThrow(() -> new MalformedRecordException(Quoted.of(text) + " is not an IP address"));
  }

  private static byte[] addressOrNumber(String text) throws MalformedRecordException {
    boolean isNumber =
        !text.isEmpty() && text.length() <= 39 && text.chars().allMatch(KeyRange::isDigit);
    if (!isNumber) {
      return address(text);
    }
    BigInteger number = new BigInteger(text);
    int size = number.bitLength() <= 32 ? Addresses.IPV4_BYTES : Addresses.IPV6_BYTES;
    if (number.bitLength() > 128) {
      throw new MalformedRecordException(Quoted.of(text) + " is not an IP address");
    }
    byte[] shortest = number.toByteArray();
    byte[] bytes = new byte[size];
    int length = Math.min(size, shortest.length);
    System.arraycopy(shortest, shortest.length - length, bytes, size - length, length);
    return bytes;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
