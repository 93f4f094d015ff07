package org.signalfall.baseline;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a day of the series looks like, hour by hour: flat, noisy, or going up and down. A flat
 * median would call every night of a diurnal signal an outage, so such a signal is held against the
 * lower envelope of what it has shown until its hours are known. Hours of a noisy one differ by
 * chance, and their common median is the better guess.
 *
 * @param median median over the hours of the day
 * @param least least level of any hour
 * @param most highest level of any hour
 * @param spread relative standard deviation over the hours
 * @param counting variance over the hours as a multiple of what medians of Poisson counts have;
 *     infinite when the series doesn't count
 * @param smoothness von Neumann's ratio (1941): half the mean squared step between successive hours
 *     over the variance; about 1 for noise, near 0 for a smooth curve
 * @param isRhythm whether the few days known swing with the day more than noise would
 */
record DayShape(
    double median,
    double least,
    double most,
    double spread,
    double counting,
    double smoothness,
    boolean isRhythm) {

  static final DayShape UNKNOWN = new DayShape(0, 0, 0, 0, Double.POSITIVE_INFINITY, 0, false);

  /** Below this relative standard deviation a series is flat, however smooth. */
  private static final double FLAT_SPREAD = 0.1;

  /** Above this ratio what varies is noise; 24 values of white noise stay above it in 98 %. */
  private static final double NOISE_RATIO = 0.55;

  /** Below this multiple of its variance a count differs by chance. */
  private static final double COUNTING_EXCESS = 1.3;

  /** Noise swings with the day as clearly as a rhythm with this probability. */
  private static final double RHYTHM_CHANCE = 0.02;

  /** A median varies by this much more than a mean, for many normal values. */
  static final double MEDIAN_EXCESS = Math.PI / 2;

  /** The median of less than three values is their mean. */
  private static final int LEAST_OF_A_MEDIAN = 3;

  private static final double[] COSINES = new double[WeeklyProfile.HOURS_PER_DAY];
  private static final double[] SINES = new double[WeeklyProfile.HOURS_PER_DAY];

  static {
    for (int hour = 0; hour < WeeklyProfile.HOURS_PER_DAY; hour++) {
      double angle = 2 * Math.PI * hour / WeeklyProfile.HOURS_PER_DAY;
      COSINES[hour] = StrictMath.cos(angle);
      SINES[hour] = StrictMath.sin(angle);
    }
  }

  /**
   * Looks at the days known.
   *
   * @param isCount whether the series counts
   * @param binsPerHour bins whose mean the level of an hour is
   */
  static DayShape of(WeeklyProfile profile, boolean isCount, int binsPerHour) {
    int values = 0;
    double[] levels = new double[WeeklyProfile.HOURS_PER_DAY];
    int[] hours = new int[WeeklyProfile.HOURS_PER_DAY];
    int count = 0;
    for (int hour = 0; hour < WeeklyProfile.HOURS_PER_DAY; hour++) {
      if (profile.depthOfDay(hour) > 0) {
        values += profile.depthOfDay(hour);
        hours[count] = hour;
        levels[count++] = profile.medianOfDay(hour);
      }
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += levels[i];
    }
    double mean = sum / count;
    double squares = 0;
    double steps = 0;
    for (int i = 0; i < count; i++) {
      squares += (levels[i] - mean) * (levels[i] - mean);
      double step = i == 0 ? 0 : levels[i] - levels[i - 1];
      steps += step * step;
    }
    boolean isYoung = values < LEAST_OF_A_MEDIAN * count;
    boolean isRhythm = isYoung && isRhythm(levels, hours, count, mean, squares);
    double excess = isYoung ? 1 : MEDIAN_EXCESS;
    Arrays.sort(levels, 0, count);
    return new DayShape(
        levels[count / 2],
        levels[0],
        levels[count - 1],
        mean > 0 ? Math.sqrt(squares / count) / mean : 0,
        isCount && mean > 0
            ? squares / count * values / count * binsPerHour / (mean * excess)
            : Double.POSITIVE_INFINITY,
        squares > 0 ? steps / (2 * squares) : 0,
        isRhythm);
  }

  /**
   * Returns whether a wave of one day holds more of the variance than it would of noise. Its share
   * of n values of white noise is beyond x with probability (1 - x)^((n - 3) / 2) (Fisher, 1929).
   */
  private static boolean isRhythm(
      double[] levels, int[] hours, int count, double mean, double squares) {
    double cosine = 0;
    double sine = 0;
    for (int i = 0; i < count; i++) {
      cosine += (levels[i] - mean) * COSINES[hours[i]];
      sine += (levels[i] - mean) * SINES[hours[i]];
    }
    double share = squares > 0 ? 2 * (cosine * cosine + sine * sine) / (count * squares) : 0;
    return StrictMath.pow(1 - Math.min(1, share), (count - 3) / 2.0) < RHYTHM_CHANCE;
  }

  boolean isNoise() {
    return !isRhythm && (smoothness > NOISE_RATIO || counting < COUNTING_EXCESS);
  }

  boolean isFlat() {
    return isNoise() || spread < FLAT_SPREAD;
  }

  double swing() {
    if (isFlat()) {
      return 0;
    }
    return least > 0 ? StrictMath.log(most / least) : Double.MAX_VALUE;
  }

  /** Returns the least level shown at the hour or next to it; NaN at an hour not yet seen. */
  static double envelope(WeeklyProfile profile, long hour) {
    double lowest = profile.leastOfDay(hour);
    double before = profile.leastOfDay(hour - 1);
    double after = profile.leastOfDay(hour + 1);
    lowest = before < lowest ? before : lowest;
    return after < lowest ? after : lowest;
  }

  void write(ByteBuffer out) {
    out.putDouble(median).putDouble(least).putDouble(most);
    out.putDouble(spread).putDouble(counting).putDouble(smoothness);
    out.put((byte) (isRhythm ? 1 : 0));
  }

  static DayShape read(ByteBuffer in) {
    return new DayShape(
        in.getDouble(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble(),
        in.get() != 0);
  }
}
