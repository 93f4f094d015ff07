package org.signalfall.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.signalfall.avro.TimeInterval;

/**
 * The moment that most of several parts agree on. Each part knows of it only an interval, and a few
 * are mistaken: a chance failure before the true one dates a part too early, by days where it is
 * measured rarely. As in the intersection of clocks (Marzullo, 1984), what more than half of them
 * allow outweighs the rest.
 */
final class CommonMoment {

  private CommonMoment() {}

  /**
   * Returns the span from the first to the last instant that more than half of the moments contain;
   * empty when there is none.
   *
   * @param moments intervals with a latest; each counts as one
   */
  static Optional<TimeInterval> of(List<TimeInterval> moments) {
    NavigableMap<Instant, Integer> begin = new TreeMap<>();
    NavigableMap<Instant, Integer> end = new TreeMap<>();
    for (TimeInterval moment : moments) {
      begin.merge(moment.getEarliest(), 1, Integer::sum);
      end.merge(moment.getLatest(), 1, Integer::sum);
    }
    Instant first = crossing(begin, end, moments.size());
    Instant last = crossing(end.descendingMap(), begin.descendingMap(), moments.size());
    return first == null ? Optional.empty() : Optional.of(new TimeInterval(first, last));
  }

  /** Returns where more than half is reached, going through the instants in the order given. */
  private static Instant crossing(
      NavigableMap<Instant, Integer> entering, NavigableMap<Instant, Integer> leaving, int parts) {
    for (Instant at : entering.keySet()) {
      int inside = sum(entering.headMap(at, true)) - sum(leaving.headMap(at, false));
      if (2 * inside > parts) {
        return at;
      }
    }
    return null;
  }

  private static int sum(Map<Instant, Integer> counts) {
    return counts.values().stream().mapToInt(count -> count).sum();
  }
}
