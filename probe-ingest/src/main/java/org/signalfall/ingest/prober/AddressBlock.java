package org.signalfall.ingest.prober;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signalfall.ingest.input.Quoted;
import org.xbill.DNS.Address;

/** A block of IP addresses that share their first bits. */
public final class AddressBlock {

  private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f:.]{2,45})/(\\d{1,3})");

  private final String text;
  private final byte[] first;
  private final int bits;

  private AddressBlock(String text, byte[] first, int bits) {
    this.text = text;
    this.first = first;
    this.bits = bits;
  }

  /**
   * Reads a block such as {@code 192.0.2.0/24} or {@code 2001:db8::/32}.
   *
   * @throws IllegalArgumentException when the text is none; the message says so
   */
  public static AddressBlock of(String text) {
    Matcher form = FORM.matcher(text);
    try {
      if (form.matches()) {
        byte[] first = Address.getByAddress(form.group(1)).getAddress();
        int bits = Integer.parseInt(form.group(2));
        if (bits <= first.length * Byte.SIZE) {
          return new AddressBlock(text, first, bits);
        }
      }
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(Quoted.of(text) + " is no block of addresses", e);
    }
    throw new IllegalArgumentException(Quoted.of(text) + " is no block of addresses");
  }

  /** Returns whether an address lies in the block; an IPv4 address lies in no block of IPv6. */
  boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != first.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((bytes[bit / Byte.SIZE] ^ first[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return text;
  }
}
