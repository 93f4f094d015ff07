package org.signalfall.ingest.bmp;

import org.signalfall.ingest.bgp.PeerKey;
import org.signalfall.ingest.bgp.PeerTracker;

/** A session of a router that is up, and its tables. */
final class MonitoredPeer {

  /**
   * What tells the peers of a router apart (RFC 7854, section 4.2).
   *
   * @param type as in the per-peer header
   * @param distinguisher as in the per-peer header
   * @param address of the peer
   */
  record Id(int type, long distinguisher, String address) {

    static Id of(PeerHeader header) {
      return new Id(header.type(), header.distinguisher(), header.address());
    }
  }

  private final BmpMessage.PeerUp up;
  private final Negotiation negotiation;
  private final PeerTracker tracker;
  private final MonitoredTable in;
  private MonitoredTable out;

  MonitoredPeer(BmpMessage.PeerUp up, PeerTracker tracker, long now) {
    this.up = up;
    this.negotiation = Negotiation.of(up);
    this.tracker = tracker;
    this.in = new MonitoredTable(key(up.peer(), false), tracker, negotiation, now);
  }

  /** Returns whether a Peer Up is about this session, and not about a later one. */
  boolean isSame(BmpMessage.PeerUp other) {
    return up.peer().timestamp().equals(other.peer().timestamp())
        && up.localPort() == other.localPort()
        && up.remotePort() == other.remotePort();
  }

  Negotiation negotiation() {
    return negotiation;
  }

  /** Returns the table that a message is about. */
  MonitoredTable table(PeerHeader header, long now) {
    if (!header.isAdjRibOut()) {
      return in;
    }
    if (out == null) {
      out = new MonitoredTable(key(header, true), tracker, negotiation, now);
    }
    return out;
  }

  void down(long now) {
    in.down(now);
    if (out != null) {
      out.down(now);
    }
  }

  /**
   * Names a table by the address of its peer: loc-rib by {@code loc-rib}, and what the router sends
   * with {@code /out} behind it. Where a distinguisher or a local instance parts address spaces, it
   * stands before it, such as {@code 0:65000:1/192.0.2.1}.
   */
  private static PeerKey key(PeerHeader header, boolean sent) {
    String table = header.isLocRib() ? "loc-rib" : header.address();
    String space = header.distinguisher() == 0 ? "" : space(header.distinguisher()) + "/";
    return new PeerKey(space + table + (sent ? "/out" : ""), header.asn());
  }

  /** Writes a route distinguisher as type, administrator and number (RFC 4364, section 4.2). */
  private static String space(long distinguisher) {
    int type = (int) (distinguisher >>> 48);
    long value = distinguisher & 0xFFFF_FFFF_FFFFL;
    int numberBits = type == 0 ? 32 : 16;
    return type + ":" + (value >>> numberBits) + ":" + (value & ((1L << numberBits) - 1));
  }
}
