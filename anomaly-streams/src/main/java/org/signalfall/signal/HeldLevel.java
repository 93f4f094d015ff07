package org.signalfall.signal;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.signalfall.detect.LevelBin;

/**
 * A level that stands until it is told to have changed, such as a count of prefixes. Every bin has
 * the level that stood at its end.
 *
 * <p>Not safe for several threads: the task that owns the store owns the level.
 */
public final class HeldLevel implements LevelShape {

  /** Width of a bin in ms. */
  public static final long CADENCE_MS = Slots.WIDTH_MS;

  private static final byte FORMAT = 1;
  private static final long NONE = Long.MIN_VALUE;

  private long value;

  /** End of the last bin handed out or passed over, NONE before the level was first told. */
  private long closedThrough = NONE;

  private long changedAt = NONE;

  /**
   * Changes the level from a bin on. All bins before it must have been handed out or passed over.
   *
   * @param binEnd end of the bin, epoch ms
   * @param change how much more it is
   */
  public void change(long binEnd, long change) {
    if (closedThrough == NONE) {
      closedThrough = binEnd - CADENCE_MS;
    }
    value += change;
    changedAt = binEnd;
  }

  /** Hands out all bins that end by then, epoch ms. */
  public void advance(long through, Consumer<LevelBin> closed) {
    while (closedThrough != NONE && closedThrough + CADENCE_MS <= through) {
      closedThrough += CADENCE_MS;
      closed.accept(binEnding(closedThrough));
    }
  }

  /** Passes over all bins that end by then, epoch ms: nobody saw them. */
  public void passOver(long through) {
    if (closedThrough != NONE) {
      closedThrough = Math.max(closedThrough, through);
    }
  }

  /** Returns the bin that ends then, if the level stays as it is. */
  public LevelBin binEnding(long end) {
    return new LevelBin(end - CADENCE_MS, end, 1, value);
  }

  /** Returns the end of the last bin handed out or passed over, epoch ms. */
  public long closedThrough() {
    return closedThrough;
  }

  /** Returns how many bins before the next one have shown no change. */
  public long binsUnchanged() {
    return changedAt == NONE ? 0 : Math.max(0, closedThrough - changedAt) / CADENCE_MS;
  }

  @Override
  public int encodedBytes() {
    return 1 + 8 + 8 + 8;
  }

  @Override
  public void encodeTo(ByteBuffer out) {
    out.put(FORMAT).putLong(value).putLong(closedThrough).putLong(changedAt);
  }

  /**
   * Reads what {@link #encodeTo} wrote.
   *
   * @throws IllegalArgumentException when the format tag is unknown
   */
  public static HeldLevel decodeFrom(ByteBuffer in) {
    Formats.require("held level", FORMAT, in.get());
    HeldLevel level = new HeldLevel();
    level.value = in.getLong();
    level.closedThrough = in.getLong();
    level.changedAt = in.getLong();
    return level;
  }
}
