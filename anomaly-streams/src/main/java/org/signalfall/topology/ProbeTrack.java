package org.signalfall.topology;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.signalfall.detect.ProbeState;
import org.signalfall.detect.Varints;

/**
 * What the probe stage keeps of one series: its judgement, when it last spoke downstream, when it
 * last had a sample, when time alone is to look at it, and which of its bins are remembered.
 */
final class ProbeTrack {

  private static final byte FORMAT = 4;

  private final ProbeState state;
  private final Remembrance memory;
  private long relayedAt;
  private long sampledUntil;
  private long dueAt;

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
    byte[] judged = state.encode();
    ByteBuffer out =
        ByteBuffer.allocate(2 + 3 * Varints.MAX_BYTES + Remembrance.BYTES + judged.length);
    out.put(FORMAT);
    Varints.putSigned(out, relayedAt);
    Varints.putSigned(out, sampledUntil);
    Varints.putSigned(out, dueAt - sampledUntil);
    out.put((byte) (memory.isKept() ? 1 : 0));
    if (memory.isKept()) {
      memory.write(out);
    }
    out.put(judged);
    return Arrays.copyOf(out.array(), out.position());
  }

  /** Returns what is known of a series that has just been met. */
  static ProbeTrack fresh() {
    return new ProbeTrack(
        ProbeState.fresh(), new Remembrance(), VerdictRelay.NEVER, 0, Long.MAX_VALUE);
  }

  static ProbeTrack decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte format = in.get();
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "stored probe track has format %d, this version reads %d".formatted(format, FORMAT));
    }
    long relayedAt = Varints.getSigned(in);
    long sampledUntil = Varints.getSigned(in);
    long dueAt = sampledUntil + Varints.getSigned(in);
    Remembrance memory = in.get() == 0 ? new Remembrance() : Remembrance.read(in);
    byte[] judged = new byte[in.remaining()];
    in.get(judged);
    return new ProbeTrack(ProbeState.decode(judged), memory, relayedAt, sampledUntil, dueAt);
  }
}
