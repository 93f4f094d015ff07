package org.signalfall.evaluate.score;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * How alerts compare with labels.
 *
 * @param labels events that were to be found
 * @param found how many were, each by an alert of its own
 * @param alerts events ever opened
 * @param falseAlerts alerts that no label explains, and those taken back
 * @param missed labels that were not found
 * @param duplicates alerts on a label that another alert has found
 * @param children alerts within a label's time that are part of another alert
 * @param ignored alerts that a label asks not to count
 * @param retracted alerts that were taken back
 * @param opening from the start of a label to the moment that the evidence sufficed
 * @param closing from the end of a label to the moment that the alert was resolved
 * @param ending from the end of a label to the end that the alert tells
 * @param quietSeriesWeeks weeks of data outside of labels, summed over series; NaN if unknown
 */
public record Score(
    int labels,
    int found,
    int alerts,
    List<Alert> falseAlerts,
    List<Label> missed,
    int duplicates,
    int children,
    int ignored,
    int retracted,
    Latencies opening,
    Latencies closing,
    Latencies ending,
    double quietSeriesWeeks) {

  public Score {
    falseAlerts = List.copyOf(falseAlerts);
    missed = List.copyOf(missed);
  }

  /** Returns how many alerts are false. */
  public int falseCount() {
    return falseAlerts.size();
  }

  /** Returns how many of these are CONFIRMED. */
  public long falseConfirmed() {
    return falseAlerts.stream().filter(Alert::confirmed).count();
  }

  /** Returns the share of labels found; empty without labels. */
  public OptionalDouble recall() {
    return share(found, labels);
  }

  /**
   * Returns the share of alerts that found a label, of those that count: parts of an alert and what
   * labels ignore count neither way; empty without alerts that count.
   */
  public OptionalDouble precision() {
    return share(found, found + falseCount() + duplicates);
  }

  /** Returns how many alerts somebody gets for an event that was found; empty if none was. */
  public OptionalDouble alertsPerEvent() {
    return share(found + duplicates, found);
  }

  /** Returns false alerts per quiet series-week; empty if these aren't known. */
  public OptionalDouble falsePerQuietWeek() {
    return quietSeriesWeeks > 0
        ? OptionalDouble.of(falseCount() / quietSeriesWeeks)
        : OptionalDouble.empty();
  }

  /** Returns its exact 95 % interval. */
  public Optional<PoissonInterval> falseInterval() {
    return quietSeriesWeeks > 0
        ? Optional.of(PoissonInterval.of(falseCount()).per(quietSeriesWeeks))
        : Optional.empty();
  }

  /** Returns the score over the cases of both. */
  public Score plus(Score other) {
    return new Score(
        labels + other.labels,
        found + other.found,
        alerts + other.alerts,
        both(falseAlerts, other.falseAlerts),
        both(missed, other.missed),
        duplicates + other.duplicates,
        children + other.children,
        ignored + other.ignored,
        retracted + other.retracted,
        opening.and(other.opening),
        closing.and(other.closing),
        ending.and(other.ending),
        quietSeriesWeeks + other.quietSeriesWeeks);
  }

  private static <T> List<T> both(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private static OptionalDouble share(int part, int whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }
}
