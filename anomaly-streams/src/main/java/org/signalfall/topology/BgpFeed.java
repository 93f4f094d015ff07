package org.signalfall.topology;

import java.nio.ByteBuffer;
import org.signalfall.bgp.PeerSessions;
import org.signalfall.bgp.VisibilityEngine;
import org.signalfall.bgp.Witnesses;

/**
 * What the table stage keeps of one feed beside its prefixes: its peers, the bin that is open, and
 * how many witnesses it has told of. Written back whenever a call has changed it.
 */
final class BgpFeed {

  /** No bin is open. */
  static final long NONE = 0;

  private final PeerSessions sessions;
  private long openBin;
  private Witnesses told;
  private boolean changed;
  private VisibilityEngine engine;

  private BgpFeed(PeerSessions sessions, long openBin, Witnesses told) {
    this.sessions = sessions;
    this.openBin = openBin;
    this.told = told;
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

  boolean isChanged() {
    return changed || sessions.isChanged();
  }

  byte[] encode() {
    changed = false;
    byte[] peers = sessions.encode();
    return ByteBuffer.allocate(8 + 4 + 4 + peers.length)
        .putLong(openBin)
        .putInt(told.live())
        .putInt(told.known())
        .put(peers)
        .array();
  }

  static BgpFeed decode(byte[] bytes) {
    if (bytes == null) {
      return new BgpFeed(PeerSessions.decode(null), NONE, Witnesses.NONE);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long openBin = in.getLong();
    Witnesses told = new Witnesses(in.getInt(), in.getInt());
    byte[] peers = new byte[in.remaining()];
    in.get(peers);
    return new BgpFeed(PeerSessions.decode(peers), openBin, told);
  }
}
