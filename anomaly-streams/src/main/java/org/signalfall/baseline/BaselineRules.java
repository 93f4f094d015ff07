package org.signalfall.baseline;

/**
 * How a level baseline learns.
 *
 * @param warmUpHours hours of data before anything is judged. Default 20: a day less the slack that
 *     lets a series that began at any hour be judged when its first day ends
 * @param warmUpBins bins of data before anything is judged. Default 6: five of a daily series vary
 *     too much among themselves
 * @param seasonalDepth values of the same hour that make a median. Default 3, the least that
 *     outvotes a freak
 * @param spreadFloor least relative standard deviation of slow noise. Default 0.02: flat series
 *     ripple by this much for reasons of measurement
 * @param spreadPrior relative standard deviation believed of a young series. Default 0.1
 * @param memoryHours hours over which noise is averaged. Default 336: two weeks, so that weekends
 *     and weekdays both count
 * @param followHours hours over which the level follows honest drift. Default 48
 * @param followPerDay most that the level follows, as a share a day. Default 0.01: honest change of
 *     use and address space is slower, a squeeze over weeks is faster
 */
public record BaselineRules(
    int warmUpHours,
    int warmUpBins,
    int seasonalDepth,
    double spreadFloor,
    double spreadPrior,
    double memoryHours,
    double followHours,
    double followPerDay) {

  public BaselineRules {
    require(warmUpHours >= 1, "warmUpHours must be at least 1");
    require(warmUpBins >= 3, "warmUpBins must be at least 3");
    require(seasonalDepth >= 1 && seasonalDepth <= 4, "seasonalDepth must be 1 to 4");
    require(spreadFloor > 0 && spreadFloor < 1, "spreadFloor must be between 0 and 1");
    require(spreadPrior >= spreadFloor && spreadPrior < 1, "spreadPrior must be spreadFloor to 1");
    require(memoryHours >= 24, "memoryHours must be at least 24");
    require(followHours >= 1, "followHours must be at least 1");
    require(followPerDay >= 0 && followPerDay < 1, "followPerDay must be 0 to 1");
  }

  /** Returns the defaults documented above. */
  public static BaselineRules defaults() {
    return new BaselineRules(20, 6, 3, 0.02, 0.1, 336, 48, 0.01);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
