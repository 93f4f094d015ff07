package org.signalfall.topology;

import java.nio.ByteBuffer;
import java.util.function.Function;
import org.signalfall.detect.LevelState;
import org.signalfall.signal.LevelShape;

/** What a stage keeps of one level series: its bins to be, its judgement, its next due time. */
final class LevelTrack<S extends LevelShape> {

  /** No time at all. */
  static final long NONE = Long.MIN_VALUE;

  private static final byte FORMAT = 2;

  private final S shape;
  private final LevelState state;
  private long relayedAt;
  private long dueAt;
  private long rememberedFrom = NONE;
  private long affectedUntil = NONE;

  /** What the state was read from; null once it has changed. */
  private byte[] encodedState;

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

  /** Returns the start of the first bin that is remembered, epoch ms, or {@link #NONE}. */
  long rememberedFrom() {
    return rememberedFrom;
  }

  void rememberFrom(long start) {
    rememberedFrom = start;
  }

  /**
   * Returns the end of the last bin, of those remembered, at which the series was affected, epoch
   * ms, or {@link #NONE}.
   */
  long affectedUntil() {
    return affectedUntil;
  }

  void affectedUntil(long end) {
    affectedUntil = end;
  }

  byte[] encode() {
    byte[] judged = encodedState();
    ByteBuffer out = ByteBuffer.allocate(1 + 4 * 8 + shape.encodedBytes() + judged.length);
    out.put(FORMAT).putLong(relayedAt).putLong(dueAt);
    out.putLong(rememberedFrom).putLong(affectedUntil);
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
    long rememberedFrom = in.getLong();
    long affectedUntil = in.getLong();
    S shape = shapes.apply(in);
    byte[] judged = new byte[in.remaining()];
    in.get(judged);
    LevelTrack<S> track = new LevelTrack<>(shape, LevelState.decode(judged), relayedAt, dueAt);
    track.rememberFrom(rememberedFrom);
    track.affectedUntil(affectedUntil);
    track.encodedState = judged;
    return track;
  }
}
