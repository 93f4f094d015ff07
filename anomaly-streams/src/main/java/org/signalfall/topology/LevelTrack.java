package org.signalfall.topology;

import java.nio.ByteBuffer;
import java.util.function.Function;
import org.signalfall.detect.LevelState;
import org.signalfall.signal.LevelShape;

/** What a stage keeps of one level series: its bins to be, its judgement, its next due time. */
final class LevelTrack<S extends LevelShape> {

  private final S shape;
  private final LevelState state;
  private long relayedAt;
  private long dueAt;

  private LevelTrack(S shape, LevelState state, long relayedAt, long dueAt) {
    this.shape = shape;
    this.state = state;
    this.relayedAt = relayedAt;
    this.dueAt = dueAt;
  }

  /** Returns the track of a series that nothing is known of. */
  static <S extends LevelShape> LevelTrack<S> fresh(S shape) {
    return new LevelTrack<>(shape, LevelState.fresh(), VerdictRelay.NEVER, Long.MAX_VALUE);
  }

  S shape() {
    return shape;
  }

  LevelState state() {
    return state;
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

  byte[] encode() {
    byte[] judged = state.encode();
    ByteBuffer out = ByteBuffer.allocate(8 + 8 + shape.encodedBytes() + judged.length);
    out.putLong(relayedAt).putLong(dueAt);
    shape.encodeTo(out);
    return out.put(judged).array();
  }

  static <S extends LevelShape> LevelTrack<S> decode(byte[] bytes, Function<ByteBuffer, S> shapes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long relayedAt = in.getLong();
    long dueAt = in.getLong();
    S shape = shapes.apply(in);
    byte[] judged = new byte[in.remaining()];
    in.get(judged);
    return new LevelTrack<>(shape, LevelState.decode(judged), relayedAt, dueAt);
  }
}
