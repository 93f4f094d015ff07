package org.signalfall.ingest.bmp;

import org.signalfall.ingest.bgp.Afi;
import org.signalfall.ingest.bgp.PeerKey;
import org.signalfall.ingest.bgp.PeerTracker;

/**
 * One table of a router that counts as a peer's: what a peer sends, what it is sent, or loc-rib.
 * Takes one of its two copies, and starts anew when the preferred one comes second, since the other
 * holds other prefixes.
 */
final class MonitoredTable {

  private static final int IDLE = 1;
  private static final int ESTABLISHED = 6;

  private final PeerKey key;
  private final PeerTracker tracker;
  private final boolean awaitsIpv4;
  private final boolean awaitsIpv6;
  private boolean otherSeen;
  private boolean preferredSeen;
  private boolean ipv4Ended;
  private boolean ipv6Ended;

  MonitoredTable(PeerKey key, PeerTracker tracker, Negotiation negotiation, long now) {
    this.key = key;
    this.tracker = tracker;
    this.awaitsIpv4 = negotiation.ipv4() || !negotiation.ipv6();
    this.awaitsIpv6 = negotiation.ipv6();
    tracker.stateChanged(now, key, IDLE, ESTABLISHED);
  }

  PeerKey key() {
    return key;
  }

  /** Returns whether the copy is taken that a message belongs to. */
  boolean takes(boolean preferred, long now) {
    if (preferred) {
      if (otherSeen && !preferredSeen) {
        down(now);
        ipv4Ended = false;
        ipv6Ended = false;
        tracker.stateChanged(now, key, IDLE, ESTABLISHED);
      }
      preferredSeen = true;
      return true;
    }
    otherSeen = true;
    return !preferredSeen;
  }

  /** The peer has sent all that it has of the family. */
  void ended(int afi, long now) {
    ipv4Ended |= afi == Afi.IPV4;
    ipv6Ended |= afi == Afi.IPV6;
    if ((ipv4Ended || !awaitsIpv4) && (ipv6Ended || !awaitsIpv6)) {
      tracker.ribEnded(now, key, Afi.IPV4);
      tracker.ribEnded(now, key, Afi.IPV6);
    }
  }

  /** The table is gone, and with it all that it held. */
  void down(long now) {
    tracker.stateChanged(now, key, ESTABLISHED, IDLE);
  }
}
