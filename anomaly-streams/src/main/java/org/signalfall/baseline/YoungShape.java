package org.signalfall.baseline;

import java.util.Arrays;

/**
 * What the first days of a series look like, hour by hour: flat, or going up and down with the day.
 * A flat median would call every night of a diurnal signal an outage, so such a signal is held
 * against the lower envelope of what it has shown until its hours are known.
 *
 * @param median median over the hours of the day
 * @param least least level of any hour
 * @param relativeVariance variance over the hours, relative to the squared mean
 * @param smoothness von Neumann's ratio (1941): half the mean squared step between successive hours
 *     over the variance; about 1 for noise, near 0 for a smooth curve
 */
record YoungShape(double median, double least, double relativeVariance, double smoothness) {

  /** Below this relative standard deviation a series is flat, however smooth. */
  private static final double FLAT_SPREAD = 0.1;

  /** Above this ratio what varies is noise; 24 values of white noise stay above it in 99 %. */
  private static final double NOISE_RATIO = 0.55;

  static YoungShape of(WeeklyProfile profile) {
    double[] levels = new double[WeeklyProfile.HOURS_PER_DAY];
    int count = 0;
    for (int hour = 0; hour < WeeklyProfile.HOURS_PER_DAY; hour++) {
      if (profile.depthOfDay(hour) > 0) {
        levels[count++] = profile.medianOfDay(hour);
      }
    }
    double mean = 0;
    for (int i = 0; i < count; i++) {
      mean += levels[i] / count;
    }
    double squares = 0;
    double steps = 0;
    for (int i = 0; i < count; i++) {
      squares += (levels[i] - mean) * (levels[i] - mean);
      double step = i == 0 ? 0 : levels[i] - levels[i - 1];
      steps += step * step;
    }
    double variance = squares / count;
    Arrays.sort(levels, 0, count);
    return new YoungShape(
        levels[count / 2],
        levels[0],
        mean > 0 ? variance / (mean * mean) : 0,
        variance > 0 ? steps / (2 * variance * count) : 1);
  }

  boolean isFlat() {
    return relativeVariance < FLAT_SPREAD * FLAT_SPREAD || smoothness > NOISE_RATIO;
  }

  /** Returns the least level shown at the hour or next to it; of all hours where it is new. */
  double envelope(WeeklyProfile profile, long hour) {
    double least = Double.NaN;
    for (long near = hour - 1; near <= hour + 1; near++) {
      double level = profile.leastOfDay(near);
      if (Double.isNaN(least) || level < least) {
        least = level;
      }
    }
    return Double.isNaN(profile.leastOfDay(hour)) ? this.least : least;
  }
}
