package org.signalfall.signal;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts of positive values in buckets a quarter of an octave wide. Integers only, so that no order
 * of arrival can change it; at most 124 buckets. The median is known to within 19 %.
 */
final class LogHistogram {

  /** Buckets in which a value doubles. */
  static final int OCTAVE = 4;

  /** Stands for the bucket of a value that isn't known. */
  static final int NONE = -1;

  /** A histogram that holds nothing, and never will. */
  static final LogHistogram EMPTY = new LogHistogram();

  private static final double LN_2 = StrictMath.log(2);

  private final TreeMap<Byte, Short> counts = new TreeMap<>();

  /** Adds a value, at least 1. */
  void add(int value) {
    byte bucket = (byte) Math.floor(OCTAVE * StrictMath.log(value) / LN_2);
    counts.merge(bucket, (short) 1, (a, b) -> (short) Math.min(Short.MAX_VALUE, a + b));
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** Returns the bucket of the lower median; {@link #NONE} when empty. */
  int median() {
    if (isEmpty()) {
      return NONE;
    }
    int total = counts.values().stream().mapToInt(Short::intValue).sum();
    int below = 0;
    for (Map.Entry<Byte, Short> entry : counts.entrySet()) {
      below += entry.getValue();
      if (2 * below >= total) {
        return entry.getKey();
      }
    }
    return NONE;
  }

  int bytes() {
    return 1 + 3 * counts.size();
  }

  void write(ByteBuffer out) {
    out.put((byte) counts.size());
    counts.forEach((bucket, count) -> out.put(bucket).putShort(count));
  }

  static LogHistogram read(ByteBuffer in) {
    int size = in.get();
    if (size == 0) {
      return EMPTY;
    }
    LogHistogram histogram = new LogHistogram();
    for (int left = size; left > 0; left--) {
      histogram.counts.put(in.get(), in.getShort());
    }
    return histogram;
  }
}
