package org.signalfall.signal;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.TreeMap;
import org.signalfall.detect.SeriesBin;

/**
 * Some successive closed bins of one series, and beside each what came late for it.
 *
 * <p>Not safe for several threads: the task that owns the store owns the bins.
 */
public final class RecentBins<B extends SeriesBin, L> {

  /** Bins of one chunk. A change writes all of them. */
  public static final int CAPACITY = 8;

  private static final byte FORMAT = 2;
  private static final int HEAD_BYTES = 1 + 8 + 1;
  private static final int BIN_BYTES = 8 + 4 + 4;
  private static final byte[] NONE = {};

  /** A bin as it was judged, and what came late for it; either may be null. */
  private record Remembered<B, L>(B bin, L late) {}

  private final BinKind<B, L> kind;
  private final long width;
  private final TreeMap<Long, Remembered<B, L>> byStart = new TreeMap<>();

  /**
   * Creates an empty chunk.
   *
   * @param width width of each bin, ms
   */
  public RecentBins(BinKind<B, L> kind, long width) {
    this.kind = kind;
    this.width = width;
  }

  /** Adds a bin as it was judged; what came late for it before stays beside it. */
  public void add(B bin) {
    Remembered<B, L> known = byStart.get(bin.start());
    byStart.put(bin.start(), new Remembered<>(bin, known == null ? null : known.late()));
  }

  /**
   * Returns what takes late samples of the bin that they would have belonged to, which may have
   * held none.
   *
   * @param start first instant of that bin, epoch ms
   */
  public L late(long start) {
    Remembered<B, L> known = byStart.get(start);
    if (known != null && known.late() != null) {
      return known.late();
    }
    L late = kind.noneLate();
    byStart.put(start, new Remembered<>(known == null ? null : known.bin(), late));
    return late;
  }

  /**
   * Adds the bins as they are with what came late, in order.
   *
   * @param bins takes them, and holds those of earlier chunks
   */
  public void corrected(List<B> bins) {
    byStart.forEach(
        (start, remembered) -> {
          B before = bins.isEmpty() ? null : bins.get(bins.size() - 1);
          bins.add(
              remembered.late() == null
                  ? remembered.bin()
                  : kind.corrected(
                      remembered.bin(), before, start, start + width, remembered.late()));
        });
  }

  /** Returns the bins as bytes, a format tag first. */
  public byte[] encode() {
    List<byte[]> bins =
        byStart.values().stream()
            .map(one -> one.bin() == null ? NONE : kind.encode(one.bin()))
            .toList();
    List<byte[]> late =
        byStart.values().stream()
            .map(one -> one.late() == null ? NONE : kind.encodeLate(one.late()))
            .toList();
    ByteBuffer out =
        ByteBuffer.allocate(HEAD_BYTES + byStart.size() * BIN_BYTES + bytes(bins) + bytes(late));
    out.put(FORMAT).putLong(width).put((byte) byStart.size());
    int next = 0;
    for (long start : byStart.keySet()) {
      out.putLong(start);
      out.putInt(bins.get(next).length).put(bins.get(next));
      out.putInt(late.get(next).length).put(late.get(next));
      next++;
    }
    return out.array();
  }

  private static int bytes(List<byte[]> parts) {
    return parts.stream().mapToInt(part -> part.length).sum();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException when the format tag is unknown
   */
  public static <B extends SeriesBin, L> RecentBins<B, L> decode(BinKind<B, L> kind, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Formats.require("recent bins", FORMAT, in.get());
    RecentBins<B, L> recent = new RecentBins<>(kind, in.getLong());
    for (int left = in.get(); left > 0; left--) {
      long start = in.getLong();
      byte[] bin = read(in);
      byte[] late = read(in);
      recent.byStart.put(
          start,
          new Remembered<>(
              bin.length == 0
                  ? null
                  : kind.decode(ByteBuffer.wrap(bin), start, start + recent.width),
              late.length == 0 ? null : kind.decodeLate(late)));
    }
    return recent;
  }

  private static byte[] read(ByteBuffer in) {
    byte[] part = new byte[in.getInt()];
    in.get(part);
    return part;
  }
}
