package org.signalfall.ingest.bgp;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Writes numbers and addresses in network byte order. */
public final class Wire {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public Wire u8(int value) {
    out.write(value);
    return this;
  }

  public Wire u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  public Wire u32(long value) {
    return u16((int) (value >>> 16)).u16((int) value);
  }

  public Wire asn(int asnBytes, long asn) {
    return asnBytes == 4 ? u32(asn) : u16((int) asn);
  }

  public Wire raw(byte... bytes) {
    out.writeBytes(bytes);
    return this;
  }

  public Wire zeros(int count) {
    return raw(new byte[count]);
  }

  /** Adds a literal address. */
  public Wire address(String address) {
    return raw(addressBytes(address));
  }

  /** Adds a prefix such as {@code 192.0.2.0/24}: its length and as many bytes as that needs. */
  public Wire prefix(String prefix) {
    int length = Integer.parseInt(prefix.substring(prefix.indexOf('/') + 1));
    u8(length);
    out.write(addressBytes(prefix.substring(0, prefix.indexOf('/'))), 0, (length + 7) / 8);
    return this;
  }

  public byte[] bytes() {
    return out.toByteArray();
  }

  public static int afi(String addressOrPrefix) {
    return addressOrPrefix.indexOf(':') < 0 ? Afi.IPV4 : Afi.IPV6;
  }

  /** Returns the bytes of a literal address; an IPv6 address that holds an IPv4 one keeps 16. */
  public static byte[] addressBytes(String address) {
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      if (bytes.length == 4 && afi(address) == Afi.IPV6) {
        return new Wire().zeros(10).u16(0xffff).raw(bytes).bytes();
      }
      return bytes;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
  }

  /** Returns all of it in one array. */
  public static byte[] join(byte[]... parts) {
    Wire wire = new Wire();
    for (byte[] part : parts) {
      wire.raw(part);
    }
    return wire.bytes();
  }
}
