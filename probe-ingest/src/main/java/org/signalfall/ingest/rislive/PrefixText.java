package org.signalfall.ingest.rislive;

import org.signalfall.avro.Prefix;
import org.signalfall.ingest.bgp.Afi;
import org.signalfall.ingest.bgp.PrefixList;
import org.signalfall.ingest.bgp.RawPrefix;
import org.signalfall.ingest.bgp.TextBuffer;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Quoted;
import org.signalfall.schema.reference.Addresses;

/** Reads addresses and prefixes as text. Names are never resolved. */
final class PrefixText {

  private static final int SHORTEST_RUN = 2;
  private static final int MAX_LENGTH_DIGITS = 3;

  private PrefixText() {}

  /** Returns a prefix such as {@code 193.0.0.0/21}; bits beyond its length mean nothing. */
  static Prefix prefix(String text) throws MalformedRecordException {
    int slash = text.lastIndexOf('/');
    if (slash < 0) {
      throw new MalformedRecordException("the prefix " + Quoted.of(text) + " has no length");
    }
    byte[] address = Addresses.parse(text.substring(0, slash)).orElseThrow(() -> noPrefix(text));
    int afi = afi(address);
    int length = length(text, slash + 1);
    if (length > 8 * address.length) {
      throw new MalformedRecordException(
          "the prefix " + Quoted.of(text) + " is longer than an address");
    }
    byte[] masked = new byte[address.length];
    PrefixList.mask(address, 0, length, masked, masked.length);
    return RawPrefix.of(afi, masked, length);
  }

  /** Returns an address in the form of RFC 5952, so that one peer has one name. */
  static String address(String text) throws MalformedRecordException {
    byte[] address =
        Addresses.parse(text)
            .orElseThrow(
                () ->
                    new MalformedRecordException(
                        "the peer " + Quoted.of(text) + " is no IP address"));
    TextBuffer buffer = new TextBuffer();
    return afi(address) == Afi.IPV4
        ? buffer.addIpv4(address, 0).toString()
        : buffer.addIpv6(address, 0, SHORTEST_RUN).toString();
  }

  private static int length(String text, int from) throws MalformedRecordException {
    int length = 0;
    for (int i = from; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9' || i - from == MAX_LENGTH_DIGITS) {
        throw noPrefix(text);
      }
      length = 10 * length + digit - '0';
    }
    if (from == text.length()) {
      throw noPrefix(text);
    }
    return length;
  }

  private static int afi(byte[] address) {
    return address.length == Addresses.IPV4_BYTES ? Afi.IPV4 : Afi.IPV6;
  }

  private static MalformedRecordException noPrefix(String text) {
    return new MalformedRecordException(Quoted.of(text) + " is no prefix");
  }
}
