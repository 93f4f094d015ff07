package org.signalfall.ingest.mrt;

import java.util.LinkedHashMap;
import java.util.Map;
import org.signalfall.ingest.bgp.Afi;
import org.signalfall.ingest.bgp.PeerKey;
import org.signalfall.ingest.bgp.PrefixCounts;

/** Counts the prefixes of each peer in one table dump; a prefix with several paths counts once. */
final class TableTally {

  private static final class Tally {

    private int ipv4;
    private int ipv6;
    private long lastPrefix = -1;
  }

  private final Map<PeerKey, Tally> peers = new LinkedHashMap<>();
  private long prefix;
  private long lastTime;

  /**
   * Begins to count.
   *
   * @param beganMs when the dump began, which is its end when it holds no prefix
   */
  TableTally(long beganMs) {
    this.lastTime = beganMs;
  }

  /** Takes a peer in; returns false when it is in already. */
  boolean add(PeerKey peer) {
    return peers.putIfAbsent(peer, new Tally()) == null;
  }

  /** Goes on to another prefix. */
  void nextPrefix(long timeMs) {
    prefix++;
    lastTime = timeMs;
  }

  /** The peer has a path to the present prefix. */
  void count(PeerKey peer, int afi) {
    Tally tally = peers.get(peer);
    if (tally.lastPrefix != prefix) {
      tally.lastPrefix = prefix;
      tally.ipv4 += afi == Afi.IPV4 ? 1 : 0;
      tally.ipv6 += afi == Afi.IPV6 ? 1 : 0;
    }
  }

  /** Returns what was counted, as of the last prefix. */
  MrtEvent.TableEnded ended() {
    Map<PeerKey, PrefixCounts> counts = new LinkedHashMap<>();
    peers.forEach((peer, tally) -> counts.put(peer, new PrefixCounts(tally.ipv4, tally.ipv6)));
    return new MrtEvent.TableEnded(lastTime, counts);
  }
}
