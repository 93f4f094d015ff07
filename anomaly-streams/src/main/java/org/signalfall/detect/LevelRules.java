package org.signalfall.detect;

import org.signalfall.baseline.BaselineRules;

/**
 * How a level series is judged.
 *
 * @param falseAlarmsPerYear most openings expected of one ordinary series in a year. Default 0.1:
 *     of a thousand series two a week, before independent signals must agree
 * @param partialDepth least relative loss that is looked for, as natural logarithm. Default 0.25, a
 *     loss of 22 %, so that losses below 12 % speak for the ordinary: they are as often honest
 * @param partialSpreads the partial alternative lies this many standard deviations of a bin down.
 *     Default 3
 * @param swingShare the partial alternative lies this share of the daily swing down, at most {@code
 *     mostHabit}. Default 0.35: what swings with the day follows people's habits, and these move by
 *     such a share for school, holidays and sport; infrastructure doesn't
 * @param youngWeek how many times the daily swing counts before the weekdays are known. Default 2:
 *     a first weekend is as far down as a common outage
 * @param weekendShare share of the ordinary that a first weekend may leave of a level that swings
 *     with the day. Default 0.7: while the week isn't known, a run opens only when it is as hard to
 *     explain by such a weekend as by chance
 * @param leastHabitShare a loss that leaves less than this share of the ordinary is never taken for
 *     a habit of the week. Default 0.5
 * @param deepDepth least relative loss of the deep alternative, as natural logarithm. Default 0.5,
 *     a loss of two fifths
 * @param deepSpreads the deep alternative lies this many standard deviations down. Default 10, so
 *     that its neutral point at 5 is out of reach of noise however correlated
 * @param deepestDepth no alternative lies further down, as natural logarithm. Default 2, a loss of
 *     86 %
 * @param suspectShare share of the threshold at which a series is SUSPECT, or RECOVERING on the way
 *     back. Default 0.5, what a single bin may contribute
 * @param noisySpread relative standard deviation of a bin beyond which a signal is noisy. Default
 *     0.2: a Poisson count below 25
 * @param lapseBins bins without data after which a series that isn't affected is INSUFFICIENT.
 *     Default 3
 * @param baseline how the baseline learns
 */
public record LevelRules(
    double falseAlarmsPerYear,
    double partialDepth,
    double partialSpreads,
    double swingShare,
    double mostHabit,
    double youngWeek,
    double weekendShare,
    double leastHabitShare,
    double deepDepth,
    double deepSpreads,
    double deepestDepth,
    double suspectShare,
    double noisySpread,
    int lapseBins,
    BaselineRules baseline) {

  public LevelRules {
    require(falseAlarmsPerYear > 0, "falseAlarmsPerYear must be above 0");
    require(partialDepth > 0, "partialDepth must be above 0");
    require(partialSpreads > 0, "partialSpreads must be above 0");
    require(swingShare >= 0, "swingShare must not be negative");
    require(mostHabit >= 0, "mostHabit must not be negative");
    require(youngWeek >= 1, "youngWeek must be at least 1");
    require(weekendShare > 0 && weekendShare <= 1, "weekendShare must be above 0, at most 1");
    require(
        leastHabitShare > 0 && leastHabitShare <= 1, "leastHabitShare must be above 0, at most 1");
    require(deepDepth >= partialDepth, "deepDepth must be at least partialDepth");
    require(deepSpreads >= partialSpreads, "deepSpreads must be at least partialSpreads");
    require(deepestDepth >= deepDepth, "deepestDepth must be at least deepDepth");
    require(suspectShare > 0 && suspectShare <= 1, "suspectShare must be above 0, at most 1");
    require(noisySpread > 0, "noisySpread must be above 0");
    require(lapseBins >= 1, "lapseBins must be at least 1");
  }

  /** Returns the defaults documented above. */
  public static LevelRules defaults() {
    return new LevelRules(
        0.1, 0.25, 3, 0.35, 0.7, 2.0, 0.7, 0.5, 0.5, 10, 2, 0.5, 0.2, 3, BaselineRules.defaults());
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
