package org.signalfall.schema.reference;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.function.LongFunction;

/**
 * The countries and regions of one address family: sorted keys from which on a place holds, until
 * the next one. Ten bytes each, found by binary search.
 */
final class PlaceRanges {

  /** Takes ranges in rising order. */
  static final class Builder {

    private static final int FIRST_CAPACITY = 1024;

    private long[] starts = new long[FIRST_CAPACITY];
    private short[] places = new short[FIRST_CAPACITY];
    private int size;

    /**
     * Says that a place holds from a key on; NONE for none. What holds already isn't repeated.
     *
     * @throws IllegalArgumentException when the key doesn't rise
     */
    void from(long start, int place) {
      if (size > 0 && Long.compareUnsigned(start, starts[size - 1]) <= 0) {
        throw new IllegalArgumentException("the range does not begin after the one before it");
      }
      if (place == (size == 0 ? PlaceCodes.NONE : Short.toUnsignedInt(places[size - 1]))) {
        return;
      }
      if (size == starts.length) {
        starts = Arrays.copyOf(starts, 2 * size);
        places = Arrays.copyOf(places, 2 * size);
      }
      starts[size] = start;
      places[size++] = (short) place;
    }

    int size() {
      return size;
    }

    PlaceRanges build() {
      return new PlaceRanges(Arrays.copyOf(starts, size), Arrays.copyOf(places, size));
    }
  }

  private final long[] starts;
  private final short[] places;

  private PlaceRanges(long[] starts, short[] places) {
    this.starts = starts;
    this.places = places;
  }

  int size() {
    return starts.length;
  }

  long start(int range) {
    return starts[range];
  }

  /** Returns the code of the place of a range; a negative range has none. */
  int place(int range) {
    return range < 0 ? PlaceCodes.NONE : Short.toUnsignedInt(places[range]);
  }

  /** Returns the code of the place that holds at a key. */
  int at(long key) {
    return place(last(key));
  }

  /**
   * Returns the code of what holds at more than half of those keys from first to last that are in
   * any place.
   *
   * @param wider turns the code of a place into that of what is asked for, such as its country
   */
  int most(long first, long last, IntUnaryOperator wider) {
    int range = last(first);
    int end = last(last);
    if (range == end) {
      return wider.applyAsInt(place(range));
    }
    Map<Integer, Double> weights = new HashMap<>();
    double placed = 0;
    for (; range <= end; range++) {
      if (place(range) != PlaceCodes.NONE) {
        boolean beginsBefore = Long.compareUnsigned(starts[range], first) < 0;
        long from = beginsBefore ? first : starts[range];
        long through = range == end ? last : starts[range + 1] - 1;
        placed += size(from, through);
        weights.merge(wider.applyAsInt(place(range)), size(from, through), Double::sum);
      }
    }
    for (Map.Entry<Integer, Double> one : weights.entrySet()) {
      if (one.getValue() > placed / 2) {
        return one.getKey();
      }
    }
    return PlaceCodes.NONE;
  }

  /** Returns about how many bytes of memory it takes. */
  long bytes() {
    return (long) starts.length * (Long.BYTES + Short.BYTES);
  }

  /** Lists every range as text, with a hyphen for no place. */
  void describe(LongFunction<String> address, PlaceCodes codes, LineSink lines) {
    for (int range = 0; range < starts.length; range++) {
      lines.line(address.apply(starts[range]), codes.text(place(range)).orElse("-"));
    }
  }

  /** Takes one range as text. */
  interface LineSink {
    void line(String start, String place);
  }

  /** Returns the last range that begins at or before a key, or -1. */
  private int last(long key) {
    int low = 0;
    int high = starts.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(starts[middle], key) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  private static double size(long first, long last) {
    long less = last - first;
    return (less >= 0 ? less : (less >>> 1) * 2.0) + 1;
  }
}
