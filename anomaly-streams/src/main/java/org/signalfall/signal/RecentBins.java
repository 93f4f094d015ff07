package org.signalfall.signal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.signalfall.detect.LevelBin;

/**
 * Some successive closed bins of one level series, and beside each what came late for it. Late sums
 * are fixed point, so that no order of arrival can change them.
 *
 * <p>Not safe for several threads: the task that owns the store owns the bins.
 */
public final class RecentBins {

  /** Bins of one chunk. Each costs some fifty bytes, and a change writes all of them. */
  public static final int CAPACITY = 8;

  private static final byte FORMAT = 1;

  private record Remembered(int samples, double value, LevelSlot late) {}

  private final TreeMap<Long, Remembered> byStart = new TreeMap<>();

  /** Adds a bin as it was judged. */
  public void add(LevelBin bin) {
    byStart.put(bin.start(), new Remembered(bin.samples(), bin.value(), new LevelSlot()));
  }

  /**
   * Adds a late sample to the bin that it would have belonged to, which may have held none.
   *
   * @param start first instant of that bin, epoch ms
   * @param value level, from 0 to {@link LevelSlot#MAX_VALUE}
   */
  public void addLate(long start, double value) {
    byStart
        .computeIfAbsent(start, missing -> new Remembered(0, 0, new LevelSlot()))
        .late()
        .add(value, 0, false);
  }

  /**
   * Returns the bins as they are with what came late, in order.
   *
   * @param cadence width of a bin, ms
   */
  public List<LevelBin> corrected(long cadence) {
    List<LevelBin> bins = new ArrayList<>(byStart.size());
    byStart.forEach((start, bin) -> bins.add(corrected(start, cadence, bin)));
    return bins;
  }

  private static LevelBin corrected(long start, long cadence, Remembered bin) {
    LevelSlot late = bin.late();
    int samples = bin.samples() + late.samples();
    double value =
        late.samples() == 0
            ? bin.value()
            : (bin.value() * bin.samples() + late.mean() * late.samples()) / samples;
    return new LevelBin(start, start + cadence, samples, value);
  }

  /** Returns the bins as bytes, a format tag first. */
  public byte[] encode() {
    List<byte[]> late = byStart.values().stream().map(bin -> bin.late().encode()).toList();
    int lateBytes = late.stream().mapToInt(bytes -> bytes.length).sum();
    ByteBuffer out =
        ByteBuffer.allocate(1 + 1 + byStart.size() * (8 + 4 + 8 + 1) + lateBytes)
            .put(FORMAT)
            .put((byte) byStart.size());
    int next = 0;
    for (var entry : byStart.entrySet()) {
      byte[] slot = late.get(next++);
      out.putLong(entry.getKey())
          .putInt(entry.getValue().samples())
          .putDouble(entry.getValue().value())
          .put((byte) slot.length)
          .put(slot);
    }
    return out.array();
  }

  /**
   * Reads what {@link #encode} wrote; null gives none.
   *
   * @throws IllegalArgumentException when the format tag is unknown
   */
  public static RecentBins decode(byte[] bytes) {
    RecentBins recent = new RecentBins();
    if (bytes == null) {
      return recent;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Formats.require("recent bins", FORMAT, in.get());
    for (int left = in.get(); left > 0; left--) {
      long start = in.getLong();
      int samples = in.getInt();
      double value = in.getDouble();
      byte[] slot = new byte[in.get()];
      in.get(slot);
      recent.byStart.put(start, new Remembered(samples, value, LevelSlot.decode(slot)));
    }
    return recent;
  }
}
