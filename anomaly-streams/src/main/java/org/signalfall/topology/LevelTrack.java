package org.signalfall.topology;

import java.nio.ByteBuffer;
import java.util.function.Function;
import org.signalfall.detect.LevelState;
import org.signalfall.signal.LevelShape;

/** What a stage keeps of one level series: its bins to be, its judgement, its next due time. */
final class LevelTrack<S extends LevelShape> {

  private static final byte FORMAT = 2;

  private final S shape;
  private final LevelState state;
  private final Remembrance memory;
  private long relayedAt;
  private long dueAt;

  /** What the state was read from; null once it has changed. */
  private byte[] encodedState;

  private LevelTrack(S shape, LevelState state, Remembrance memory, long relayedAt, long dueAt) {
    this.shape = shape;
    this.state = state;
    this.memory = memory;
    this.relayedAt = relayedAt;
    this.dueAt = dueAt;
  }

  /** Returns the track of a series that nothing is known of. */
  static <S extends LevelShape> LevelTrack<S> fresh(S shape) {
    return new LevelTrack<>(
        shape, LevelState.fresh(), new Remembrance(), VerdictRelay.NEVER, Long.MAX_VALUE);
  }

  S shape() {
    return shape;
  }

  LevelState state() {
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

  long relayedAt() {
    return relayedAt;
  }

  void relayed(long time) {
    relayedAt = time;
  }

  /** Returns when time alone changes the series, epoch ms; MAX_VALUE for never. */
  long dueAt() {
    return dueAt;
  }

  void due(long time) {
    dueAt = time;
  }

  /** Returns which of its bins are remembered. */
  Remembrance memory() {
    return memory;
  }

  byte[] encode() {
    byte[] judged = encodedState();
    ByteBuffer out =
        ByteBuffer.allocate(1 + 2 * 8 + Remembrance.BYTES + shape.encodedBytes() + judged.length);
    out.put(FORMAT).putLong(relayedAt).putLong(dueAt);
    memory.write(out);
    shape.encodeTo(out);
    return out.put(judged).array();
  }

  static <S extends LevelShape> LevelTrack<S> decode(byte[] bytes, Function<ByteBuffer, S> shapes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte format = in.get();
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "stored level track has format %d, this version reads %d".formatted(format, FORMAT));
    }
    long relayedAt = in.getLong();
    long dueAt = in.getLong();
    Remembrance memory = Remembrance.read(in);
    S shape = shapes.apply(in);
    byte[] judged = new byte[in.remaining()];
    in.get(judged);
    LevelTrack<S> track =
        new LevelTrack<>(shape, LevelState.decode(judged), memory, relayedAt, dueAt);
    track.encodedState = judged;
    return track;
  }
}
