package org.signalfall.baseline;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The last ordinary levels of every hour of the week. A slot forgets only by being told something
 * newer, so hours that are struck night after night keep what they knew before.
 *
 * <p>Invariant: within a slot values lie newest first and without holes.
 */
final class WeeklyProfile {

  static final int HOURS_PER_DAY = 24;
  static final int DAYS_PER_WEEK = 7;
  private static final int SLOTS = HOURS_PER_DAY * DAYS_PER_WEEK;
  private static final int DEPTH = 4;

  private final short[] codes = new short[SLOTS * DEPTH];

  WeeklyProfile() {
    Arrays.fill(codes, LogCode.EMPTY);
  }

  /** Adds the ordinary level of an hour, counted from the epoch. */
  void add(long hour, double level) {
    int slot = slot(hour) * DEPTH;
    System.arraycopy(codes, slot, codes, slot + 1, DEPTH - 1);
    codes[slot] = LogCode.of(level);
  }

  /** Returns how many values the hour of the week holds. */
  int depthOfWeek(long hour) {
    int slot = slot(hour) * DEPTH;
    int depth = 0;
    while (depth < DEPTH && codes[slot + depth] != LogCode.EMPTY) {
      depth++;
    }
    return depth;
  }

  /** Returns on how many weekdays the hour of the day holds a value. */
  int depthOfDay(long hour) {
    int depth = 0;
    for (int day = 0; day < DAYS_PER_WEEK; day++) {
      if (newest(hour, day) != LogCode.EMPTY) {
        depth++;
      }
    }
    return depth;
  }

  /** Returns the median of the same hour of the week; it must hold a value. */
  double medianOfWeek(long hour) {
    int slot = slot(hour) * DEPTH;
    return medianLevel(Arrays.copyOfRange(codes, slot, slot + depthOfWeek(hour)));
  }

  /** Returns the median, over weekdays, of the newest value at the hour of the day. */
  double medianOfDay(long hour) {
    short[] newest = new short[DAYS_PER_WEEK];
    int depth = 0;
    for (int day = 0; day < DAYS_PER_WEEK; day++) {
      short code = newest(hour, day);
      if (code != LogCode.EMPTY) {
        newest[depth++] = code;
      }
    }
    return medianLevel(Arrays.copyOf(newest, depth));
  }

  /** Returns the least of the newest values at the hour of the day; NaN when there is none. */
  double leastOfDay(long hour) {
    int least = Integer.MAX_VALUE;
    for (int day = 0; day < DAYS_PER_WEEK; day++) {
      short code = newest(hour, day);
      if (code != LogCode.EMPTY) {
        least = Math.min(least, code);
      }
    }
    return least == Integer.MAX_VALUE ? Double.NaN : LogCode.level(least);
  }

  void write(ByteBuffer out) {
    for (short code : codes) {
      out.putShort(code);
    }
  }

  static WeeklyProfile read(ByteBuffer in) {
    WeeklyProfile profile = new WeeklyProfile();
    for (int i = 0; i < profile.codes.length; i++) {
      profile.codes[i] = in.getShort();
    }
    return profile;
  }

  private short newest(long hour, int day) {
    int hourOfDay = (int) Math.floorMod(hour, (long) HOURS_PER_DAY);
    return codes[(day * HOURS_PER_DAY + hourOfDay) * DEPTH];
  }

  private static int slot(long hour) {
    return (int) Math.floorMod(hour, (long) SLOTS);
  }

  private static double medianLevel(short[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1
        ? LogCode.level(values[middle])
        : (LogCode.level(values[middle - 1]) + LogCode.level(values[middle])) / 2;
  }
}
