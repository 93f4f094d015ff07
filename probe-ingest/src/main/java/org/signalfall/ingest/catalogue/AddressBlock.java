package org.signalfall.ingest.catalogue;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of IP addresses in CIDR notation (RFC 4632).
 *
 * @param firstAddress first address of the block, as 8 or 32 hexadecimal digits
 * @param prefixLength leading bits that all addresses share, 0 to 32 or 0 to 128
 */
public record AddressBlock(String firstAddress, int prefixLength) {

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
        .map(address -> new AddressBlock(HexFormat.of().formatHex(address), prefixLength));
  }

  /** Returns whether an address lies in the block; what is no address lies nowhere. */
  public boolean contains(String address) {
    byte[] first = HexFormat.of().parseHex(firstAddress);
    return IpLiteral.bytes(address)
        .filter(bytes -> bytes.length == first.length && sharesPrefix(first, bytes))
        .isPresent();
  }

  private boolean sharesPrefix(byte[] first, byte[] address) {
    for (int bit = 0; bit < prefixLength; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      int octet = bit / Byte.SIZE;
      if ((first[octet] & mask) != (address[octet] & mask)) {
        return false;
      }
    }
    return true;
  }
}
