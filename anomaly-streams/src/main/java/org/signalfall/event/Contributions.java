package org.signalfall.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.signalfall.avro.Contribution;
import org.signalfall.avro.SeriesVerdict;

/** Adds up what contributors brought into several verdicts: the 8 largest, and the rest. */
final class Contributions {

  private static final int MOST_LISTED = 8;

  /** Value of a contribution that lumps what isn't listed: many, none of which can be left out. */
  static final long REST = 0;

  private Contributions() {}

  /** Returns the sums of one dimension over all the verdicts, in whatever order they come. */
  static List<Contribution> sum(
      List<SeriesVerdict> verdicts, Function<SeriesVerdict, List<Contribution>> dimension) {
    return largest(verdicts.stream().map(dimension).flatMap(List::stream).toList());
  }

  /** Returns what each network brought; nothing for levels, of which failures aren't counted. */
  static List<Contribution> ofNetworks(List<SeriesVerdict> verdicts) {
    return largest(
        verdicts.stream()
            .filter(verdict -> verdict.getScope().getAsn() != null && verdict.getFailures() > 0)
            .map(
                verdict ->
                    new Contribution(
                        verdict.getScope().getAsn(),
                        (int) verdict.getSamples(),
                        (int) verdict.getFailures()))
            .toList());
  }

  private static List<Contribution> largest(List<Contribution> parts) {
    Map<Long, Contribution> sums = new TreeMap<>();
    for (Contribution part : parts) {
      sums.merge(part.getValue(), part, Contributions::plus);
    }
    Contribution rest = sums.remove(REST);
    List<Contribution> listed = new ArrayList<>(sums.values());
    listed.sort(
        Comparator.comparingInt(Contribution::getSamples)
            .reversed()
            .thenComparingLong(Contribution::getValue));
    while (listed.size() > MOST_LISTED) {
      Contribution small = listed.remove(listed.size() - 1);
      rest = plus(rest == null ? new Contribution(REST, 0, 0) : rest, small);
    }
    if (rest != null) {
      listed.add(rest);
    }
    return listed;
  }

  private static Contribution plus(Contribution sum, Contribution more) {
    return new Contribution(
        sum.getValue(),
        sum.getSamples() + more.getSamples(),
        sum.getFailures() + more.getFailures());
  }
}
