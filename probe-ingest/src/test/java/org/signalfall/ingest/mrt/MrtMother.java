package org.signalfall.ingest.mrt;

import org.signalfall.ingest.bgp.AttributesMother;
import org.signalfall.ingest.bgp.Wire;

/** Writes MRT records by hand. */
final class MrtMother {

  /** 2023-11-14T22:13:20Z. */
  static final long TIME = 1_700_000_000;

  /** What a record's peer is unless told otherwise. */
  static final String PEER = "192.0.2.1";

  static final long PEER_ASN = 64500;

  /** The collector's end of each session. */
  static final long LOCAL_ASN = 65000;

  static final String LOCAL_IPV4 = "192.0.2.254";
  static final String LOCAL_IPV6 = "2001:db8::fe";

  /** One peer of an index. */
  record IndexedPeer(String address, long asn) {}

  /** One entry of a table's record. */
  record Entry(int peer, long originated, Long pathId, AttributesMother attributes) {

    static Entry of(int peer, AttributesMother attributes) {
      return new Entry(peer, TIME - 100, null, attributes);
    }
  }

  private MrtMother() {}

  static byte[] record(long seconds, int type, int subtype, byte[] body) {
    return new Wire().u32(seconds).u16(type).u16(subtype).u32(body.length).raw(body).bytes();
  }

  static byte[] stateChange(long seconds, String peer, long asn, int oldState, int newState) {
    byte[] body = Wire.join(session(4, peer, asn), new Wire().u16(oldState).u16(newState).bytes());
    return record(seconds, MrtType.BGP4MP, MrtType.STATE_CHANGE_AS4, body);
  }

  /** Returns a BGP message from the usual peer, ASNs in 4 bytes. */
  static byte[] message(long seconds, byte[] message) {
    return message(seconds, MrtType.MESSAGE_AS4, PEER, PEER_ASN, message);
  }

  static byte[] message(long seconds, int subtype, String peer, long asn, byte[] message) {
    int asnBytes =
        switch (subtype) {
          case MrtType.MESSAGE_AS4,
              MrtType.MESSAGE_AS4_LOCAL,
              MrtType.MESSAGE_AS4_ADDPATH,
              MrtType.MESSAGE_AS4_LOCAL_ADDPATH ->
              4;
          default -> 2;
        };
    return record(
        seconds, MrtType.BGP4MP, subtype, Wire.join(session(asnBytes, peer, asn), message));
  }

  /** Returns the same with microseconds. */
  static byte[] extended(long seconds, long microseconds, int subtype, byte[] body) {
    return record(
        seconds, MrtType.BGP4MP_ET, subtype, Wire.join(new Wire().u32(microseconds).bytes(), body));
  }

  static byte[] session(int asnBytes, String peer, long asn) {
    int afi = Wire.afi(peer);
    return new Wire()
        .asn(asnBytes, asn)
        .asn(asnBytes, LOCAL_ASN)
        .u16(0)
        .u16(afi)
        .address(peer)
        .address(afi == 1 ? LOCAL_IPV4 : LOCAL_IPV6)
        .bytes();
  }

  static byte[] peerIndex(long seconds, IndexedPeer... peers) {
    Wire body = new Wire().u32(1).u16(4).raw(new byte[] {'v', 'i', 'e', 'w'}).u16(peers.length);
    for (IndexedPeer peer : peers) {
      body.u8(Wire.afi(peer.address()) == 1 ? 2 : 3).u32(7);
      body.address(peer.address()).u32(peer.asn());
    }
    return record(seconds, MrtType.TABLE_DUMP_V2, MrtType.PEER_INDEX_TABLE, body.bytes());
  }

  static byte[] rib(long seconds, String prefix, Entry... entries) {
    int subtype = Wire.afi(prefix) == 1 ? MrtType.RIB_IPV4_UNICAST : MrtType.RIB_IPV6_UNICAST;
    return rib(seconds, subtype, prefix, entries);
  }

  static byte[] rib(long seconds, int subtype, String prefix, Entry... entries) {
    Wire body = new Wire().u32(0).prefix(prefix).u16(entries.length);
    for (Entry entry : entries) {
      body.u16(entry.peer()).u32(entry.originated());
      if (entry.pathId() != null) {
        body.u32(entry.pathId());
      }
      byte[] attributes = entry.attributes().bytes();
      body.u16(attributes.length).raw(attributes);
    }
    return record(seconds, MrtType.TABLE_DUMP_V2, subtype, body.bytes());
  }

  static byte[] tableDump(
      long seconds, String prefix, String peer, int asn, AttributesMother attributes) {
    int slash = prefix.indexOf('/');
    byte[] written = attributes.bytes();
    byte[] body =
        new Wire()
            .u16(0)
            .u16(1)
            .address(prefix.substring(0, slash))
            .u8(Integer.parseInt(prefix.substring(slash + 1)))
            .u8(1)
            .u32(seconds - 100)
            .address(peer)
            .u16(asn)
            .u16(written.length)
            .raw(written)
            .bytes();
    return record(seconds, MrtType.TABLE_DUMP, Wire.afi(prefix), body);
  }
}
