package org.signalfall.evaluate.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events that are one recurrence, such as the exam hours of some weeks. A label may tell of the
 * whole of them, and then they count as one alert from the begin of the first to the end of the
 * last.
 *
 * @param labels events that are to be found
 * @param dataEnd where what is open is closed, epoch ms
 */
record Chains(List<Label> labels, ScoreRules rules, long dataEnd) {

  /** Returns the alerts, with one in place of each chain that is liker to a label as a whole. */
  List<Alert> joined(List<Alert> alerts) {
    Map<String, List<Alert>> chains = new LinkedHashMap<>();
    List<Alert> joined = new ArrayList<>();
    for (Alert alert : alerts) {
      if (alert.retracted()) {
        joined.add(alert);
      } else {
        chains.computeIfAbsent(alert.firstId(), first -> new ArrayList<>()).add(alert);
      }
    }
    chains.values().forEach(chain -> joined.addAll(asLabelled(chain)));
    return joined;
  }

  private List<Alert> asLabelled(List<Alert> chain) {
    List<Alert> inOrder = new ArrayList<>(chain);
    inOrder.sort(Comparator.comparingLong(Alert::from).thenComparing(Alert::id));
    Alert whole = inOrder.stream().reduce(Alert::through).orElseThrow();
    double single = chain.stream().mapToDouble(this::likeness).max().orElse(0);
    double together = likeness(whole);
    return together >= rules.leastLikeness() && together > single ? List.of(whole) : chain;
  }

  /** Returns how like an alert is to the label that it is likest to. */
  private double likeness(Alert alert) {
    return labels.stream()
        .filter(label -> label.agrees(alert))
        .mapToDouble(label -> alert.span(dataEnd).likeness(label.span(dataEnd)))
        .max()
        .orElse(0);
  }
}
