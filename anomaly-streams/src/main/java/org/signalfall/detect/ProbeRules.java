package org.signalfall.detect;

import java.util.List;

/**
 * How a probe series is judged.
 *
 * @param falseAlarmsPerYear most openings expected of one ordinary series in a year. Default 0.1:
 *     of a thousand series two a week
 * @param leastSamplesPerYear samples a year assumed of a series that sends fewer. Default 1000, so
 *     that a rare visitor needs about as much evidence as a daily one
 * @param alternatives failure rates that are looked for, ascending, each 0..1. Default .2, .35, .6,
 *     .95: from a partial block to a full one that leaks a little
 * @param priorFailures failures of the beta prior of the ordinary failure rate. Default 1
 * @param priorSamples samples of the same prior. Default 10: 10 % fail, weakly believed, since what
 *     fails as often as that must not open while it is young
 * @param memorySamples samples that the ordinary failure rate remembers. Default 500
 * @param leastRate least ordinary failure rate, 0..1. Default 0.01: no measurement is better
 * @param mostRate largest ordinary failure rate, 0..1. Default 0.5: beyond it nothing is ordinary
 * @param vantageCap samples that one vantage counts for in a bin, at most. Default 1
 * @param warmUpSamples effective samples before a series counts as NORMAL. Default 5; a loss opens
 *     it earlier
 * @param suspectShare share of the threshold at which a series is SUSPECT, or RECOVERING on the way
 *     back. Default 0.25: one failure where few are ordinary, so that many networks that are
 *     measured rarely can be suspect together
 * @param lapseMs silence after which a series that isn't affected is INSUFFICIENT, ms. Default two
 *     days: volunteers measure daily at best
 */
public record ProbeRules(
    double falseAlarmsPerYear,
    double leastSamplesPerYear,
    List<Double> alternatives,
    double priorFailures,
    double priorSamples,
    double memorySamples,
    double leastRate,
    double mostRate,
    double vantageCap,
    double warmUpSamples,
    double suspectShare,
    long lapseMs) {

  static final int MAX_ALTERNATIVES = 4;

  public ProbeRules {
    alternatives = List.copyOf(alternatives);
    require(falseAlarmsPerYear > 0, "falseAlarmsPerYear must be above 0");
    require(leastSamplesPerYear >= 1, "leastSamplesPerYear must be at least 1");
    require(
        !alternatives.isEmpty() && alternatives.size() <= MAX_ALTERNATIVES,
        "alternatives must be 1 to " + MAX_ALTERNATIVES);
    double previous = 0;
    for (double rate : alternatives) {
      require(rate > previous && rate < 1, "alternatives must ascend between 0 and 1");
      previous = rate;
    }
    require(priorFailures > 0, "priorFailures must be above 0");
    require(priorSamples > priorFailures, "priorSamples must be above priorFailures");
    require(memorySamples >= 10, "memorySamples must be at least 10");
    require(leastRate > 0 && leastRate < mostRate, "leastRate must be between 0 and mostRate");
    require(mostRate < previous, "mostRate must be below the largest alternative");
    require(vantageCap > 0, "vantageCap must be above 0");
    require(warmUpSamples >= 0, "warmUpSamples must not be negative");
    require(suspectShare > 0 && suspectShare <= 1, "suspectShare must be above 0, at most 1");
    require(lapseMs > 0, "lapseMs must be above 0");
  }

  /** Returns the defaults documented above. */
  public static ProbeRules defaults() {
    return new ProbeRules(
        0.1,
        1_000,
        List.of(0.2, 0.35, 0.6, 0.95),
        1,
        10,
        500,
        0.01,
        0.5,
        1,
        5,
        0.25,
        2 * 86_400_000L);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
