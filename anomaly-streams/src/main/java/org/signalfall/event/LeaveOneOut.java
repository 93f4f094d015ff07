package org.signalfall.event;

import java.util.List;
import java.util.stream.Stream;
import org.signalfall.avro.Contribution;
import org.signalfall.avro.SeriesVerdict;

/**
 * Asks whether failures remain when any one vantage, software version or network is left out, for
 * each of these dimensions that has at least two values. They remain when the others still saw
 * enough failures, and saw at least half as large a share fail as all together did: an instrument
 * at fault would leave the others passing.
 */
final class LeaveOneOut {

  private LeaveOneOut() {}

  /**
   * Returns whether the verdict's failures survive.
   *
   * @param enough failures that must remain; a vantage counts once a bin
   */
  static boolean survives(SeriesVerdict verdict, long enough) {
    return Stream.of(verdict.getByVantage(), verdict.getByVersion(), verdict.getByNetwork())
        .allMatch(dimension -> survives(dimension, enough));
  }

  /** Returns whether failures remain in one dimension whichever of its values is left out. */
  static boolean survives(List<Contribution> dimension, long enough) {
    if (dimension.size() < 2) {
      return true;
    }
    long samples = dimension.stream().mapToLong(Contribution::getSamples).sum();
    long failures = dimension.stream().mapToLong(Contribution::getFailures).sum();
    return dimension.stream()
        .filter(one -> one.getValue() != Contributions.REST)
        .allMatch(
            one -> {
              long leftSamples = samples - one.getSamples();
              long leftFailures = failures - one.getFailures();
              return leftFailures >= enough && 2 * leftFailures * samples >= failures * leftSamples;
            });
  }
}
