package org.signalfall.detect;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.signalfall.baseline.LevelBaseline;

/**
 * All that is kept of a level series between bins. Mutable; owned by whoever judges the series, and
 * changed by {@link LevelDetector} alone.
 */
public final class LevelState implements JudgedState<LevelState> {

  /** Upper bound of the encoded size, in bytes. */
  public static final int MAX_BYTES = 4_096;

  private static final byte FORMAT = 3;

  SeriesStatus status = SeriesStatus.INSUFFICIENT;
  long cadence;
  long lastEnd = Long.MAX_VALUE;
  double relativeSpread = Double.NaN;
  long suspectSince = Long.MAX_VALUE;
  LevelBaseline baseline = new LevelBaseline();
  FreakRate freaks = new FreakRate();
  LevelRun partial = new LevelRun();
  LevelRun deep = new LevelRun();
  LevelRun event = new LevelRun();
  LevelRun recovery = new LevelRun();

  private LevelState() {}

  /** Returns the state of a series of which nothing is known. */
  public static LevelState fresh() {
    return new LevelState();
  }

  @Override
  public SeriesStatus status() {
    return status;
  }

  @Override
  public void correct(LevelState other) {
    status = other.status;
    suspectSince = other.suspectSince;
    partial.become(other.partial);
    deep.become(other.deep);
    event.become(other.event);
    recovery.become(other.recovery);
  }

  @Override
  public byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(MAX_BYTES);
    out.put(FORMAT).put(status.code()).putLong(cadence).putLong(lastEnd);
    out.putDouble(relativeSpread).putLong(suspectSince);
    freaks.write(out);
    partial.write(out);
    deep.write(out);
    event.write(out);
    recovery.write(out);
    baseline.write(out);
    return Arrays.copyOf(out.array(), out.position());
  }

  /**
   * Returns the state that {@link #encode} wrote.
   *
   * @throws IllegalArgumentException when the format tag is unknown
   */
  public static LevelState decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte format = in.get();
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "Level state has format %d, this version reads %d".formatted(format, FORMAT));
    }
    LevelState state = new LevelState();
    state.status = SeriesStatus.ofCode(in.get());
    state.cadence = in.getLong();
    state.lastEnd = in.getLong();
    state.relativeSpread = in.getDouble();
    state.suspectSince = in.getLong();
    state.freaks = FreakRate.read(in);
    state.partial = LevelRun.read(in);
    state.deep = LevelRun.read(in);
    state.event = LevelRun.read(in);
    state.recovery = LevelRun.read(in);
    state.baseline = LevelBaseline.read(in);
    return state;
  }
}
