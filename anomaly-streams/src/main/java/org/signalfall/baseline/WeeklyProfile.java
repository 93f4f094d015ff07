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
  static final int HOURS_PER_WEEK = HOURS_PER_DAY * DAYS_PER_WEEK;
  private static final int DEPTH = 4;

  /** What recurs on more weekdays than this is a curfew or a ban, and no weekend. */
  private static final int MOST_WEEKDAYS = 2;

  /**
   * Levels of two weeks that differ by less than this share, in steps of {@link LogCode}, agree.
   */
  private static final int AGREEMENT = 150;

  private static final int LEARNING_LAG = 2;

  private final short[] codes = new short[HOURS_PER_WEEK * DEPTH];

  /** Level that each hour of the week had when it was last no ordinary one. */
  private final short[] odd = new short[HOURS_PER_WEEK];

  /** Hours of the week that are to be learned although they were no ordinary ones. */
  private final boolean[] recurs = new boolean[HOURS_PER_WEEK];

  WeeklyProfile() {
    Arrays.fill(codes, LogCode.EMPTY);
    Arrays.fill(odd, LogCode.EMPTY);
  }

  /**
   * Notes an hour that isn't ordinary, counted from the epoch. When the same hour of the week was
   * off by as much the week before, and few other weekdays are at that hour, it is the weekend.
   */
  void addOdd(long hour, double level) {
    int slot = slot(hour);
    boolean again = isAgain(slot, LogCode.of(level));
    odd[slot] = LogCode.of(level);
    recurs[slot] = again && oddWeekdays(hour) <= MOST_WEEKDAYS;
    learnRecurring(hour);
  }

  /** Hours are learned when levels beside them, between which it is interpolated, lie behind. */
  private void learnRecurring(long hour) {
    int slot = slot(hour - LEARNING_LAG);
    if (recurs[slot]) {
      Arrays.fill(codes, slot * DEPTH, (slot + 1) * DEPTH, odd[slot]);
      recurs[slot] = false;
    }
  }

  private boolean isAgain(int slot, short code) {
    return odd[slot] != LogCode.EMPTY && Math.abs(odd[slot] - code) < AGREEMENT;
  }

  private int oddWeekdays(long hour) {
    int weekdays = 0;
    for (int day = 0; day < DAYS_PER_WEEK; day++) {
      if (odd[slot(hour + (long) day * HOURS_PER_DAY)] != LogCode.EMPTY) {
        weekdays++;
      }
    }
    return weekdays;
  }

  /** Adds the ordinary level of an hour, counted from the epoch. */
  void add(long hour, double level) {
    if (!isAgain(slot(hour), LogCode.of(level))) {
      odd[slot(hour)] = LogCode.EMPTY;
    }
    learnRecurring(hour);
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
    for (int i = 0; i < HOURS_PER_WEEK; i++) {
      out.putShort(odd[i]).put((byte) (recurs[i] ? 1 : 0));
    }
  }

  static WeeklyProfile read(ByteBuffer in) {
    WeeklyProfile profile = new WeeklyProfile();
    for (int i = 0; i < profile.codes.length; i++) {
      profile.codes[i] = in.getShort();
    }
    for (int i = 0; i < HOURS_PER_WEEK; i++) {
      profile.odd[i] = in.getShort();
      profile.recurs[i] = in.get() != 0;
    }
    return profile;
  }

  private short newest(long hour, int day) {
    int hourOfDay = (int) Math.floorMod(hour, (long) HOURS_PER_DAY);
    return codes[(day * HOURS_PER_DAY + hourOfDay) * DEPTH];
  }

  private static int slot(long hour) {
    return (int) Math.floorMod(hour, (long) HOURS_PER_WEEK);
  }

  private static double medianLevel(short[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1
        ? LogCode.level(values[middle])
        : (LogCode.level(values[middle - 1]) + LogCode.level(values[middle])) / 2;
  }
}
