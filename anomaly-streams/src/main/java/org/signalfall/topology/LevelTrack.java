package org.signalfall.topology;

import java.nio.ByteBuffer;
import org.signalfall.detect.LevelState;
import org.signalfall.signal.LevelGrid;

/** What the traffic stage keeps of one series: its grid, its judgement and its next due time. */
final class LevelTrack {

  private final LevelGrid grid;
  private final LevelState state;
  private long relayedAt;
  private long dueAt;

  private LevelTrack(LevelGrid grid, LevelState state, long relayedAt, long dueAt) {
    this.grid = grid;
    this.state = state;
    this.relayedAt = relayedAt;
    this.dueAt = dueAt;
  }

  LevelGrid grid() {
    return grid;
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
    ByteBuffer out = ByteBuffer.allocate(8 + 8 + grid.encodedBytes() + judged.length);
    out.putLong(relayedAt).putLong(dueAt);
    grid.encodeTo(out);
    return out.put(judged).array();
  }

  static LevelTrack decode(byte[] bytes) {
    if (bytes == null) {
      return new LevelTrack(
          new LevelGrid(), LevelState.fresh(), VerdictRelay.NEVER, Long.MAX_VALUE);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long relayedAt = in.getLong();
    long dueAt = in.getLong();
    LevelGrid grid = LevelGrid.decodeFrom(in);
    byte[] judged = new byte[in.remaining()];
    in.get(judged);
    return new LevelTrack(grid, LevelState.decode(judged), relayedAt, dueAt);
  }
}
