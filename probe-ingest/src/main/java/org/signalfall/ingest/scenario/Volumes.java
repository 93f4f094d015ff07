package org.signalfall.ingest.scenario;

/**
 * How much a scenario generates.
 *
 * @param probesPerHour measurements of one service on one network in an ordinary hour, averaged
 *     over the day, above 0
 * @param vantagesPerNetwork how many probes each network has, at least 1; regions with few users
 *     have one all the same
 * @param requestsPerTick requests of the whole country in five minutes, averaged over the day
 * @param leastBackground least share of attempts that fail without any restriction, 0 to 1
 * @param mostBackground greatest such share; each network and service has its own
 */
public record Volumes(
    double probesPerHour,
    int vantagesPerNetwork,
    double requestsPerTick,
    double leastBackground,
    double mostBackground) {

  /** About 360 000 records in five weeks, which two cores walk in about a minute. */
  public static final Volumes DEMO = new Volumes(4, 16, 500_000, 0.01, 0.03);

  public Volumes {
    if (!(probesPerHour > 0) || vantagesPerNetwork < 1 || !(requestsPerTick > 0)) {
      throw new IllegalArgumentException("a scenario needs probes, vantages and requests");
    }
    if (!(0 <= leastBackground && leastBackground <= mostBackground && mostBackground <= 1)) {
      throw new IllegalArgumentException(
          "background failures cannot lie between " + leastBackground + " and " + mostBackground);
    }
  }
}
