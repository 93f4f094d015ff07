package org.signalfall.topology;

import java.nio.ByteBuffer;
import org.signalfall.detect.ProbeState;

/**
 * What the probe stage keeps of one series: its judgement, when it last spoke downstream, when it
 * last had a sample, and when time alone is to look at it.
 */
final class ProbeTrack {

  private static final byte FORMAT = 2;

  private final ProbeState state;
  private long relayedAt;
  private long sampledUntil;
  private long dueAt;

  private ProbeTrack(ProbeState state, long relayedAt, long sampledUntil, long dueAt) {
    this.state = state;
    this.relayedAt = relayedAt;
    this.sampledUntil = sampledUntil;
    this.dueAt = dueAt;
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

  /** Returns the end of the last bin, epoch ms. */
  long sampledUntil() {
    return sampledUntil;
  }

  void sampled(long binEnd) {
    sampledUntil = binEnd;
  }

  /** Returns when the series is looked at without a sample, epoch ms; MAX_VALUE for never. */
  long dueAt() {
    return dueAt;
  }

  void due(long time) {
    dueAt = time;
  }

  byte[] encode() {
    byte[] judged = state.encode();
    return ByteBuffer.allocate(1 + 3 * 8 + judged.length)
        .put(FORMAT)
        .putLong(relayedAt)
        .putLong(sampledUntil)
        .putLong(dueAt)
        .put(judged)
        .array();
  }

  static ProbeTrack decode(byte[] bytes) {
    if (bytes == null) {
      return new ProbeTrack(ProbeState.fresh(), VerdictRelay.NEVER, 0, Long.MAX_VALUE);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte format = in.get();
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "stored probe track has format %d, this version reads %d".formatted(format, FORMAT));
    }
    long relayedAt = in.getLong();
    long sampledUntil = in.getLong();
    long dueAt = in.getLong();
    byte[] judged = new byte[in.remaining()];
    in.get(judged);
    return new ProbeTrack(ProbeState.decode(judged), relayedAt, sampledUntil, dueAt);
  }
}
