package org.signalfall.topology;

import java.nio.ByteBuffer;
import org.signalfall.detect.ProbeState;

/** What the probe stage keeps of one series: its judgement, and when it last spoke downstream. */
final class ProbeTrack {

  private final ProbeState state;
  private long relayedAt;

  private ProbeTrack(ProbeState state, long relayedAt) {
    this.state = state;
    this.relayedAt = relayedAt;
  }

  ProbeState state() {
    return state;
  }

  long relayedAt() {
    return relayedAt;
  }

  void relayed(long time) {
    relayedAt = time;
  }

  byte[] encode() {
    byte[] judged = state.encode();
    return ByteBuffer.allocate(8 + judged.length).putLong(relayedAt).put(judged).array();
  }

  static ProbeTrack decode(byte[] bytes) {
    if (bytes == null) {
      return new ProbeTrack(ProbeState.fresh(), VerdictRelay.NEVER);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long relayedAt = in.getLong();
    byte[] judged = new byte[in.remaining()];
    in.get(judged);
    return new ProbeTrack(ProbeState.decode(judged), relayedAt);
  }
}
