package org.signalfall.topology;

import java.nio.ByteBuffer;
import org.signalfall.detect.ProbeState;

/**
 * What the probe stage keeps of one series: its judgement, when it last spoke downstream, when it
 * last had a sample, when time alone is to look at it, and which of its bins are remembered.
 */
final class ProbeTrack {

  private static final byte FORMAT = 3;

  private final ProbeState state;
  private final Remembrance memory;
  private long relayedAt;
  private long sampledUntil;
  private long dueAt;

  /** What the state was read from; null once it has changed. */
  private byte[] encodedState;

  private ProbeTrack(
      ProbeState state, Remembrance memory, long relayedAt, long sampledUntil, long dueAt) {
    this.state = state;
    this.memory = memory;
    this.relayedAt = relayedAt;
    this.sampledUntil = sampledUntil;
    this.dueAt = dueAt;
  }

  ProbeState state() {
    return state;
  }

  /** Returns the state as bytes, which cost nothing before the state has changed. */
  byte[] encodedState() {
    return encodedState == null ? state.encode() : encodedState;
  }

  /** Notes that the state has been judged, and may be another. */
  void stateChanged() {
    encodedState = null;
  }

  /** Returns which of its bins are remembered. */
  Remembrance memory() {
    return memory;
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
    byte[] judged = encodedState();
    ByteBuffer out = ByteBuffer.allocate(1 + 3 * 8 + Remembrance.BYTES + judged.length);
    out.put(FORMAT).putLong(relayedAt).putLong(sampledUntil).putLong(dueAt);
    memory.write(out);
    return out.put(judged).array();
  }

  static ProbeTrack decode(byte[] bytes) {
    if (bytes == null) {
      return new ProbeTrack(
          ProbeState.fresh(), new Remembrance(), VerdictRelay.NEVER, 0, Long.MAX_VALUE);
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
    Remembrance memory = Remembrance.read(in);
    byte[] judged = new byte[in.remaining()];
    in.get(judged);
    ProbeTrack track =
        new ProbeTrack(ProbeState.decode(judged), memory, relayedAt, sampledUntil, dueAt);
    track.encodedState = judged;
    return track;
  }
}
