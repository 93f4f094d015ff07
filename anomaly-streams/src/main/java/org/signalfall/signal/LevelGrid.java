package org.signalfall.signal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.signalfall.detect.LevelBin;

/**
 * The logical grid of one level series: turns slots, which come in time order, into bins of the
 * series' cadence.
 *
 * <p>A cadence is declared by the source or learned as the commonest step between the first {@value
 * #LEARNING_SLOTS} slots. Bins are aligned to the epoch. Every bin of a known series exists, but an
 * empty one is handed out only where silence stands for zero.
 *
 * <p>Not safe for several threads: the task that owns the store owns the grid.
 */
public final class LevelGrid implements LevelShape {

  /** Slots that are held back to learn a cadence from. */
  static final int LEARNING_SLOTS = 8;

  private static final byte FORMAT = 1;
  private static final long NONE = Long.MIN_VALUE;

  private long cadence;
  private boolean absenceIsZero;
  private int learning;
  private final long[] starts = new long[LEARNING_SLOTS];
  private final double[] means = new double[LEARNING_SLOTS];
  private final int[] counts = new int[LEARNING_SLOTS];

  /** Start of the bin that gathers now, NONE when no sample has fallen into one. */
  private long openStart = NONE;

  private int samples;
  private double sum;

  /** End of the last bin handed out, NONE before the first. */
  private long closedThrough = NONE;

  private long lastSampleEnd = NONE;

  /**
   * Takes a closed slot.
   *
   * @param start first instant of the slot, epoch ms; after that of every earlier slot
   * @param slot its samples, at least one
   * @param closed receives each bin that the slot shows to be over
   */
  public void add(long start, LevelSlot slot, Consumer<LevelBin> closed) {
    absenceIsZero |= slot.absenceIsZero();
    if (cadence == 0 && slot.declaredCadence() > 0) {
      adopt(slot.declaredCadence(), closed);
    }
    if (cadence > 0) {
      place(start, slot.mean(), slot.samples(), closed);
      return;
    }
    int n = learning++;
    starts[n] = start;
    means[n] = slot.mean();
    counts[n] = slot.samples();
    if (learning == LEARNING_SLOTS) {
      adopt(commonestStep(), closed);
    }
  }

  /**
   * Lets time pass: the gathering bin closes when it is over, and where silence stands for zero the
   * next empty bin does.
   *
   * @param now event time that progress has reached, epoch ms
   * @param closed receives at most one bin, so that a caller can spread a long silence over calls
   */
  public void advance(long now, Consumer<LevelBin> closed) {
    if (nextBinEnd() <= now) {
      if (openStart == NONE) {
        openStart = closedThrough;
      }
      close(closed);
    }
  }

  /** Returns whether the next bin holds no sample so far. */
  public boolean isNextBinEmpty() {
    return openStart == NONE;
  }

  /** Passes over the next bin, an empty one that is over, and hands nothing out. */
  public void skip() {
    closedThrough += cadence;
  }

  /** Returns when the next bin begins, epoch ms, where there is a next one. */
  public long nextBinStart() {
    return nextBinEnd() - cadence;
  }

  /**
   * Returns the event time at which {@link #advance} has something to do, epoch ms; {@link
   * Long#MAX_VALUE} when only a new sample can change the series.
   */
  public long nextBinEnd() {
    if (openStart != NONE) {
      return openStart + cadence;
    }
    return absenceIsZero && closedThrough != NONE ? closedThrough + cadence : Long.MAX_VALUE;
  }

  /** Returns the end of the last bin that is over, epoch ms; {@link Long#MIN_VALUE} before any. */
  public long closedThrough() {
    return closedThrough;
  }

  /** Returns the end of the last slot that held a sample, epoch ms. */
  public long lastSampleEnd() {
    return learning > 0 ? starts[learning - 1] + Slots.WIDTH_MS : lastSampleEnd;
  }

  /** Returns whether a bin without a sample stands for zero. */
  public boolean absenceIsZero() {
    return absenceIsZero;
  }

  private void adopt(long step, Consumer<LevelBin> closed) {
    cadence = step;
    int n = learning;
    learning = 0;
    for (int i = 0; i < n; i++) {
      place(starts[i], means[i], counts[i], closed);
    }
  }

  private long commonestStep() {
    long[] steps = new long[LEARNING_SLOTS - 1];
    for (int i = 1; i < LEARNING_SLOTS; i++) {
      steps[i - 1] = starts[i] - starts[i - 1];
    }
    Arrays.sort(steps);
    long best = steps[0];
    int bestRun = 0;
    int run = 0;
    for (int i = 0; i < steps.length; i++) {
      run = i > 0 && steps[i] == steps[i - 1] ? run + 1 : 1;
      if (run > bestRun) {
        bestRun = run;
        best = steps[i];
      }
    }
    return best;
  }

  private void place(long start, double mean, int count, Consumer<LevelBin> closed) {
    long binStart = Math.floorDiv(start, cadence) * cadence;
    while (nextBinEnd() <= binStart) {
      advance(binStart, closed);
    }
    if (openStart == NONE) {
      openStart = binStart;
    }
    sum += mean * count;
    samples += count;
    lastSampleEnd = Math.max(lastSampleEnd, start + Slots.WIDTH_MS);
  }

  private void close(Consumer<LevelBin> closed) {
    LevelBin bin =
        new LevelBin(openStart, openStart + cadence, samples, samples == 0 ? 0 : sum / samples);
    closedThrough = bin.end();
    openStart = NONE;
    samples = 0;
    sum = 0;
    closed.accept(bin);
  }

  @Override
  public int encodedBytes() {
    return 1 + 8 + 1 + 1 + learning * (8 + 8 + 4) + 8 + 4 + 8 + 8 + 8;
  }

  @Override
  public void encodeTo(ByteBuffer out) {
    out.put(FORMAT).putLong(cadence).put((byte) (absenceIsZero ? 1 : 0)).put((byte) learning);
    for (int i = 0; i < learning; i++) {
      out.putLong(starts[i]).putDouble(means[i]).putInt(counts[i]);
    }
    out.putLong(openStart).putInt(samples).putDouble(sum);
    out.putLong(closedThrough).putLong(lastSampleEnd);
  }

  /**
   * Reads what {@link #encodeTo} wrote.
   *
   * @throws IllegalArgumentException when the format tag is unknown
   */
  public static LevelGrid decodeFrom(ByteBuffer in) {
    Formats.require("level grid", FORMAT, in.get());
    LevelGrid grid = new LevelGrid();
    grid.cadence = in.getLong();
    grid.absenceIsZero = in.get() == 1;
    grid.learning = in.get();
    for (int i = 0; i < grid.learning; i++) {
      grid.starts[i] = in.getLong();
      grid.means[i] = in.getDouble();
      grid.counts[i] = in.getInt();
    }
    grid.openStart = in.getLong();
    grid.samples = in.getInt();
    grid.sum = in.getDouble();
    grid.closedThrough = in.getLong();
    grid.lastSampleEnd = in.getLong();
    return grid;
  }
}
