package org.signalfall.evaluate.score;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Differences in time over the labels that were found.
 *
 * @param values one each, negative where the alert came first
 */
public record Latencies(List<Duration> values) {

  public Latencies {
    values = values.stream().sorted().toList();
  }

  /** Returns the middle value, or the mean of the two; empty without any. */
  public Optional<Duration> median() {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    Duration upper = values.get(values.size() / 2);
    Duration lower = values.get((values.size() - 1) / 2);
    return Optional.of(lower.plus(upper).dividedBy(2));
  }

  /** Returns the value that is farthest from zero; empty without any. */
  public Optional<Duration> worst() {
    return values.stream().max(Comparator.comparing(Duration::abs));
  }

  Latencies and(Latencies others) {
    List<Duration> all = new ArrayList<>(values);
    all.addAll(others.values);
    return new Latencies(all);
  }
}
