package org.signalfall.ingest.mrt;

import java.util.ArrayList;
import java.util.List;
import org.signalfall.ingest.bgp.Afi;
import org.signalfall.ingest.bgp.ByteCursor;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * The peers that the entries of a table dump refer to by their place (RFC 6396, section 4.3.1).
 *
 * <pre>
 * table = collector-id view-length view count *peer
 * peer  = type bgp-id address asn
 * type  = 1 octet; 0x01: the address has 16 octets, not 4; 0x02: the ASN has 4 octets, not 2
 * count = 2 octets
 * </pre>
 */
public final class PeerIndexTable {

  private static final int IPV6_PEER = 0x01;
  private static final int WIDE_ASN = 0x02;

  private final List<Peer> peers;

  private PeerIndexTable(List<Peer> peers) {
    this.peers = peers;
  }

  static PeerIndexTable decode(ByteCursor cursor) throws MalformedRecordException {
    cursor.skip(4);
    cursor.skip(cursor.u16());
    int count = cursor.u16();
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int type = cursor.u8();
      cursor.skip(4);
      int afi = (type & IPV6_PEER) == 0 ? Afi.IPV4 : Afi.IPV6;
      int addressAt = cursor.skip(Afi.addressBytes(afi));
      long asn = (type & WIDE_ASN) == 0 ? cursor.u16() : cursor.u32();
      Peer peer = new Peer();
      peer.set(asn, afi, cursor.bytes(), addressAt);
      peers.add(peer);
    }
    return new PeerIndexTable(peers);
  }

  public int size() {
    return peers.size();
  }

  /** Returns the peer at a place, from 0. */
  public Peer peer(int index) {
    return peers.get(index);
  }
}
