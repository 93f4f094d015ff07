package org.signalfall.evaluate.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of the matching, over labels and alerts within ten days. */
class MatchingTest {

  private static final long MINUTE_MS = 60_000;
  private static final long DATA_END = 20 * 24 * 60 * MINUTE_MS;
  private static final ScoreRules RULES = ScoreRules.defaults();

  @Provide
  Arbitrary<List<Label>> labels() {
    return spans().map(span -> LabelMother.event(span.from(), span.to())).list().ofMaxSize(7);
  }

  @Provide
  Arbitrary<List<Alert>> alerts() {
    return spans()
        .list()
        .ofMaxSize(7)
        .map(
            spans -> {
              List<Alert> alerts = new ArrayList<>();
              for (Span span : spans) {
                String id = "IQ-" + alerts.size();
                alerts.add(AlertMother.alert(span.from(), span.to()).id(id).build());
              }
              return alerts;
            });
  }

  private static Arbitrary<Span> spans() {
    Arbitrary<Integer> starts = Arbitraries.integers().between(1, 10 * 24 * 60);
    Arbitrary<Integer> lengths = Arbitraries.integers().between(1, 24 * 60);
    return Combinators.combine(starts, lengths)
        .as((start, length) -> new Span(start * MINUTE_MS, (start + length) * MINUTE_MS));
  }

  @Property(tries = 300)
  void shouldUseEveryLabelAndEveryAlertOnceAtMost(
      @ForAll("labels") List<Label> labels, @ForAll("alerts") List<Alert> alerts) {
    List<Matching.Pair> pairs = Matching.of(labels, alerts, RULES, DATA_END);

    assertThat(pairs).extracting(Matching.Pair::alert).doesNotHaveDuplicates();
    assertThat(pairs).hasSizeLessThanOrEqualTo(Math.min(labels.size(), alerts.size()));
    assertThat(pairs).allMatch(pair -> pair.likeness() >= RULES.leastLikeness());
  }

  @Property(tries = 300)
  void shouldNotDependOnTheOrderOfAlerts(
      @ForAll("labels") List<Label> labels,
      @ForAll("alerts") List<Alert> alerts,
      @ForAll long seed) {
    List<Label> distinct = List.copyOf(new HashSet<>(labels));
    List<Alert> shuffled = new ArrayList<>(alerts);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(Matching.of(distinct, shuffled, RULES, DATA_END))
        .containsExactlyInAnyOrderElementsOf(Matching.of(distinct, alerts, RULES, DATA_END));
  }

  @Property(tries = 300)
  void shouldFindAtLeastHalfOfWhatTheBestMatchingFinds(
      @ForAll("labels") List<Label> labels, @ForAll("alerts") List<Alert> alerts) {
    int found = Matching.of(labels, alerts, RULES, DATA_END).size();

    assertThat(2 * found).isGreaterThanOrEqualTo(most(labels, alerts, 0, new HashSet<>()));
  }

  @Property(tries = 300)
  void shouldPairEveryLabelWithItsOwnTimeWhenAlertsAreExact(@ForAll("labels") List<Label> labels) {
    List<Label> distinct = List.copyOf(new HashSet<>(labels));
    List<Alert> exact = new ArrayList<>();
    for (Label label : distinct) {
      Span span = label.span(DATA_END);
      exact.add(AlertMother.alert(span.from(), span.to()).id("IQ-" + exact.size()).build());
    }

    assertThat(Matching.of(distinct, exact, RULES, DATA_END))
        .hasSameSizeAs(distinct)
        .allMatch(pair -> pair.likeness() == 1);
  }

  /** Tries every assignment. */
  private static int most(List<Label> labels, List<Alert> alerts, int next, Set<String> taken) {
    if (next == labels.size()) {
      return 0;
    }
    int best = most(labels, alerts, next + 1, taken);
    for (Alert alert : alerts) {
      boolean fits =
          !taken.contains(alert.id())
              && !Matching.of(List.of(labels.get(next)), List.of(alert), RULES, DATA_END).isEmpty();
      if (fits) {
        taken.add(alert.id());
        best = Math.max(best, 1 + most(labels, alerts, next + 1, taken));
        taken.remove(alert.id());
      }
    }
    return best;
  }
}
