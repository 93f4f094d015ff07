package org.signalfall.ingest.catalogue;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of IP addresses in CIDR notation (RFC 4632).
 *
 * @param firstAddress an address of the block, as a number
 * @param width bits of an address: 32 or 128
 * @param prefixLength leading bits that all addresses share, 0 to the width
 */
public record AddressBlock(BigInteger firstAddress, int width, int prefixLength) {

  private static final Pattern CIDR = Pattern.compile("([0-9A-Fa-f:.]+)/(\\d{1,3})");

  /** Reads a block such as {@code 192.0.2.0/24}; nothing when the text is none. */
  public static Optional<AddressBlock> of(String text) {
    Matcher cidr = CIDR.matcher(text);
    if (!cidr.matches()) {
      return Optional.empty();
    }
    int prefixLength = Integer.parseInt(cidr.group(2));
    return IpLiteral.bytes(cidr.group(1))
        .filter(address -> prefixLength <= address.length * Byte.SIZE)
        .map(
            address ->
                new AddressBlock(
                    new BigInteger(1, address), address.length * Byte.SIZE, prefixLength));
  }

  /** Returns whether an address lies in the block; what is no address lies nowhere. */
  public boolean contains(String address) {
    return IpLiteral.bytes(address).filter(this::contains).isPresent();
  }

  /** Returns whether an address of 4 or 16 bytes lies in the block. */
  public boolean contains(byte[] address) {
    return address.length * Byte.SIZE == width
        && firstAddress.xor(new BigInteger(1, address)).bitLength() <= width - prefixLength;
  }
}
