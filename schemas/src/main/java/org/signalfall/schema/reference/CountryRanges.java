package org.signalfall.schema.reference;

import java.util.Arrays;
import java.util.function.LongFunction;

/**
 * The countries of one address family: sorted places from which on a country holds, until the next
 * one. Ten bytes each, found by binary search.
 */
final class CountryRanges {

  /** Takes places in rising order. */
  static final class Builder {

    private static final int FIRST_CAPACITY = 1024;

    private long[] starts = new long[FIRST_CAPACITY];
    private short[] countries = new short[FIRST_CAPACITY];
    private int size;

    /**
     * Says that a country holds from a key on; NONE for none. What holds already isn't repeated.
     *
     * @throws IllegalArgumentException when the key doesn't rise
     */
    void from(long start, short country) {
      if (size > 0 && Long.compareUnsigned(start, starts[size - 1]) <= 0) {
        throw new IllegalArgumentException("the range does not begin after the one before it");
      }
      if (country == (size == 0 ? CountryCode.NONE : countries[size - 1])) {
        return;
      }
      if (size == starts.length) {
        starts = Arrays.copyOf(starts, 2 * size);
        countries = Arrays.copyOf(countries, 2 * size);
      }
      starts[size] = start;
      countries[size++] = country;
    }

    int size() {
      return size;
    }

    CountryRanges build() {
      return new CountryRanges(Arrays.copyOf(starts, size), Arrays.copyOf(countries, size));
    }
  }

  private final long[] starts;
  private final short[] countries;

  private CountryRanges(long[] starts, short[] countries) {
    this.starts = starts;
    this.countries = countries;
  }

  int size() {
    return starts.length;
  }

  long start(int range) {
    return starts[range];
  }

  short country(int range) {
    return countries[range];
  }

  /** Returns the code of the country that holds at a key. */
  short at(long key) {
    int range = last(key);
    return range < 0 ? CountryCode.NONE : countries[range];
  }

  /**
   * Returns the code of the country that holds at more than half of the keys from first to last.
   */
  short most(long first, long last) {
    int range = last(first);
    int end = last(last);
    if (range == end) {
      return range < 0 ? CountryCode.NONE : countries[range];
    }
    double[] weights = new double[CountryCode.COUNT];
    for (; range <= end; range++) {
      long from =
          range < 0 || Long.compareUnsigned(starts[range], first) < 0 ? first : starts[range];
      long through = range == end ? last : starts[range + 1] - 1;
      weights[range < 0 ? CountryCode.NONE : countries[range]] += size(from, through);
    }
    weights[CountryCode.NONE] = 0;
    double half = Arrays.stream(weights).sum() / 2;
    for (short country = 1; country < weights.length; country++) {
      if (weights[country] > half) {
        return country;
      }
    }
    return CountryCode.NONE;
  }

  /** Returns about how many bytes of memory it takes. */
  long bytes() {
    return (long) starts.length * (Long.BYTES + Short.BYTES);
  }

  /** Lists every range as text, with a hyphen for no country. */
  void describe(LongFunction<String> address, LineSink lines) {
    for (int range = 0; range < starts.length; range++) {
      lines.line(address.apply(starts[range]), CountryCode.text(countries[range]).orElse("-"));
    }
  }

  /** Takes one range as text. */
  interface LineSink {
    void line(String start, String country);
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
