package org.signalfall.topology;

import java.nio.ByteBuffer;
import org.signalfall.bgp.PeerSessions;
import org.signalfall.bgp.VisibilityEngine;
import org.signalfall.bgp.Witnesses;

/**
 * What the table stage keeps of one feed beside its prefixes: how many those are, its peers, the
 * bin that is open, and how many witnesses it has told of. Written back whenever a call has changed
 * it.
 */
final class BgpFeed {

  /** No bin is open. */
  static final long NONE = 0;

  private static final byte FORMAT = 1;

  private final PeerSessions sessions;
  private long openBin;
  private Witnesses told;
  private int prefixes;
  private boolean changed;
  private VisibilityEngine engine;

  private BgpFeed(PeerSessions sessions, long openBin, Witnesses told, int prefixes) {
    this.sessions = sessions;
    this.openBin = openBin;
    this.told = told;
    this.prefixes = prefixes;
  }

  PeerSessions sessions() {
    return sessions;
  }

  VisibilityEngine engine() {
    return engine;
  }

  void runBy(VisibilityEngine newEngine) {
    engine = newEngine;
  }

  /** Returns the end of the bin that takes words, epoch ms; NONE when no bin is open. */
  long openBin() {
    return openBin;
  }

  void open(long binEnd) {
    openBin = binEnd;
    changed = true;
  }

  Witnesses told() {
    return told;
  }

  void tell(Witnesses witnesses) {
    told = witnesses;
    changed = true;
  }

  /** Returns how many prefixes the feed's tables have. */
  int prefixes() {
    return prefixes;
  }

  void countPrefixes(int more) {
    prefixes += more;
    changed = true;
  }

  boolean isChanged() {
    return changed || sessions.isChanged();
  }

  byte[] encode() {
    changed = false;
    byte[] peers = sessions.encode();
    return ByteBuffer.allocate(1 + 8 + 4 + 4 + 4 + peers.length)
        .put(FORMAT)
        .putLong(openBin)
        .putInt(told.live())
        .putInt(told.known())
        .putInt(prefixes)
        .put(peers)
        .array();
  }

  static BgpFeed decode(byte[] bytes) {
    if (bytes == null) {
      return new BgpFeed(PeerSessions.decode(null), NONE, Witnesses.NONE, 0);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte format = in.get();
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "stored feed of BGP has format %d, this version reads %d".formatted(format, FORMAT));
    }
    long openBin = in.getLong();
    Witnesses told = new Witnesses(in.getInt(), in.getInt());
    int prefixes = in.getInt();
    byte[] peers = new byte[in.remaining()];
    in.get(peers);
    return new BgpFeed(PeerSessions.decode(peers), openBin, told, prefixes);
  }
}
