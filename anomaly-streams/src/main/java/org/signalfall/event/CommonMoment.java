package org.signalfall.event;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
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
    Map<Instant, Integer> begins = new HashMap<>();
    Map<Instant, Integer> ends = new HashMap<>();
    for (TimeInterval moment : moments) {
      begins.merge(moment.getEarliest(), 1, Integer::sum);
      ends.merge(moment.getLatest(), 1, Integer::sum);
    }
    TreeSet<Instant> instants = new TreeSet<>(begins.keySet());
    instants.addAll(ends.keySet());
    Instant first = null;
    Instant last = null;
    int inside = 0;
    for (Instant at : instants) {
      inside += begins.getOrDefault(at, 0);
      if (2 * inside > moments.size()) {
        first = first == null ? at : first;
        last = at;
      }
      inside -= ends.getOrDefault(at, 0);
    }
    return first == null ? Optional.empty() : Optional.of(new TimeInterval(first, last));
  }
}
