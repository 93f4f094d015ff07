package org.signalfall.ingest.mrt;

import org.signalfall.ingest.bgp.Afi;
import org.signalfall.ingest.bgp.ByteCursor;
import org.signalfall.ingest.bgp.TextBuffer;
import org.signalfall.ingest.input.MalformedRecordException;

/** Who told the collector: an address and an ASN. Reused, but for the peers of an index. */
public final class Peer {

  private static final int SHORTEST_RUN = 2;

  private final byte[] address = new byte[16];
  private int afi = Afi.IPV4;
  private long asn;

  void set(long peerAsn, int peerAfi, byte[] bytes, int at) {
    asn = peerAsn;
    afi = peerAfi;
    System.arraycopy(bytes, at, address, 0, Afi.addressBytes(peerAfi));
  }

  /** Reads the address of the family; the ASN is given. */
  void read(ByteCursor cursor, long peerAsn, int peerAfi) throws MalformedRecordException {
    int at = cursor.skip(Afi.addressBytes(peerAfi));
    set(peerAsn, peerAfi, cursor.bytes(), at);
  }

  public long asn() {
    return asn;
  }

  /** Returns the family of the address. */
  public int afi() {
    return afi;
  }

  /** Returns the address in its first 4 or 16 bytes. */
  public byte[] address() {
    return address;
  }

  /** Returns the address as RFC 5952 writes it. */
  public String addressText() {
    TextBuffer text = new TextBuffer();
    if (afi == Afi.IPV4) {
      return text.addIpv4(address, 0).toString();
    }
    return text.addIpv6(address, 0, SHORTEST_RUN).toString();
  }
}
