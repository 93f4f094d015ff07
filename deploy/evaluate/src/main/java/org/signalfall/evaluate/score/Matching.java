package org.signalfall.evaluate.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Pairs labels with alerts, each with at most one: of all pairs that may be, the likest first. That
 * finds at least half of the pairs that any matching could, and prefers the better description of
 * an event over a count.
 */
final class Matching {

  /** A label and an alert that may tell of the same. */
  record Pair(Label label, Alert alert, double likeness) {}

  private static final Comparator<Pair> LIKEST_FIRST =
      Comparator.comparingDouble(Pair::likeness)
          .reversed()
          .thenComparing(pair -> pair.alert().id());

  private Matching() {}

  /** Returns the pairs, the likest first. */
  static List<Pair> of(List<Label> labels, List<Alert> alerts, ScoreRules rules, long dataEnd) {
    List<Pair> pairs = new ArrayList<>();
    for (Label label : labels) {
      Span span = label.span(dataEnd);
      Span window = span.widened(rules.slack().toMillis());
      for (Alert alert : alerts) {
        double likeness = alert.span(dataEnd).likeness(span);
        boolean inTime = window.from() <= alert.detectedAt() && alert.detectedAt() <= window.to();
        if (inTime && likeness >= rules.leastLikeness() && label.agrees(alert)) {
          pairs.add(new Pair(label, alert, likeness));
        }
      }
    }
    pairs.sort(LIKEST_FIRST);
    // By identity, since a file may hold the same label twice.
    Set<Object> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Pair> matched = new ArrayList<>();
    for (Pair pair : pairs) {
      if (!taken.contains(pair.alert()) && !taken.contains(pair.label())) {
        matched.add(pair);
        taken.add(pair.label());
        taken.add(pair.alert());
      }
    }
    return matched;
  }
}
