package org.signalfall.evaluate.score;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Scores the alerts of one case against its labels.
 *
 * <p>Every event that was ever opened is an alert. One that was taken back is false. Of the rest,
 * an alert that is paired with a label has found it; any other that spends half of its time within
 * labels is a duplicate, or a child if it is part of another alert; one that does so within times
 * to be ignored counts neither way; what remains is false.
 */
public final class Scorer {

  /** An alert is taken to last for this long at least, and a bin more than it says. */
  private static final long BIN_MS = 60_000;

  private final ScoreRules rules;

  /** Creates a scorer. */
  public Scorer(ScoreRules rules) {
    this.rules = rules;
  }

  /**
   * Scores alerts against labels of the same case.
   *
   * @param quietSeriesWeeks weeks of data outside of labels, summed over series; NaN if unknown
   */
  public Score score(List<Label> labels, Collection<Alert> alerts, double quietSeriesWeeks) {
    return new View(labels, alerts, quietSeriesWeeks).score(alerts);
  }

  /** Scores all alerts, and some of them alone. */
  public ScoreSheet sheet(List<Label> labels, Collection<Alert> alerts, double quietSeriesWeeks) {
    View view = new View(labels, alerts, quietSeriesWeeks);
    List<Alert> parents = alerts.stream().filter(alert -> !view.isChild(alert)).toList();
    return new ScoreSheet(
        view.score(alerts),
        view.score(alerts.stream().filter(Alert::confirmed).toList()),
        view.score(alerts.stream().filter(alert -> !alert.confirmed()).toList()),
        view.score(parents),
        view.score(alerts.stream().filter(view::isChild).toList()),
        view.score(parents.stream().filter(Alert::confirmed).toList()),
        view.score(new Chains(view.events, rules, view.dataEnd).joined(parents)));
  }

  /** The labels of a case, and what all of its alerts tell about each of them. */
  private final class View {

    private final List<Label> events;
    private final List<Label> ignore;
    private final Set<String> ids;
    private final long dataEnd;
    private final double quietSeriesWeeks;

    View(List<Label> labels, Collection<Alert> all, double quietSeriesWeeks) {
      this.events = ofKind(labels, Label.Kind.EVENT);
      this.ignore = ofKind(labels, Label.Kind.IGNORE);
      this.ids = all.stream().map(Alert::id).collect(Collectors.toSet());
      this.dataEnd = dataEnd(labels, all);
      this.quietSeriesWeeks = quietSeriesWeeks;
    }

    Score score(Collection<Alert> alerts) {
      List<Alert> standing = alerts.stream().filter(alert -> !alert.retracted()).toList();
      List<Matching.Pair> found = Matching.of(events, standing, rules, dataEnd);
      Set<Alert> finders = found.stream().map(Matching.Pair::alert).collect(Collectors.toSet());
      List<Alert> falseAlerts = new ArrayList<>();
      int duplicates = 0;
      int children = 0;
      int ignored = 0;
      for (Alert alert : alerts) {
        if (alert.retracted()) {
          falseAlerts.add(alert);
        } else if (!finders.contains(alert) && isWithin(alert, events)) {
          children += isChild(alert) ? 1 : 0;
          duplicates += isChild(alert) ? 0 : 1;
        } else if (!finders.contains(alert) && isWithin(alert, ignore)) {
          ignored++;
        } else if (!finders.contains(alert)) {
          falseAlerts.add(alert);
        }
      }
      return new Score(
          events.size(),
          found.size(),
          alerts.size(),
          falseAlerts,
          missed(found),
          duplicates,
          children,
          ignored,
          alerts.size() - standing.size(),
          latencies(found.stream(), pair -> pair.alert().detectedAt() - labelled(pair).from()),
          latencies(
              found.stream().filter(pair -> pair.alert().isResolved()),
              pair -> pair.alert().resolvedAt() - labelled(pair).to()),
          latencies(found.stream(), pair -> pair.alert().span(dataEnd).to() - labelled(pair).to()),
          quietSeriesWeeks);
    }

    boolean isChild(Alert alert) {
      return alert.parentId() != null && ids.contains(alert.parentId());
    }

    private boolean isWithin(Alert alert, List<Label> labels) {
      Span span = alert.span(dataEnd);
      Span seen = new Span(span.from(), span.to() + BIN_MS);
      double least = 0.5 * Math.max(BIN_MS, span.length());
      long slack = rules.slack().toMillis();
      return labels.stream()
          .filter(label -> label.agrees(alert))
          .anyMatch(label -> seen.shared(label.span(dataEnd).widened(slack)) >= least);
    }

    private List<Label> missed(List<Matching.Pair> found) {
      Set<Label> matched = Collections.newSetFromMap(new IdentityHashMap<>());
      found.forEach(pair -> matched.add(pair.label()));
      return events.stream().filter(label -> !matched.contains(label)).toList();
    }

    private Span labelled(Matching.Pair pair) {
      return pair.label().span(dataEnd);
    }
  }

  private static Latencies latencies(
      Stream<Matching.Pair> pairs, ToLongFunction<Matching.Pair> milliseconds) {
    return new Latencies(pairs.mapToLong(milliseconds).mapToObj(Duration::ofMillis).toList());
  }

  /** Returns the last moment that alerts and labels know of. */
  private static long dataEnd(List<Label> labels, Collection<Alert> alerts) {
    LongStream ofLabels =
        labels.stream().filter(one -> one.end() != null).mapToLong(one -> one.end().toEpochMilli());
    LongStream ofAlerts = alerts.stream().mapToLong(Alert::lastKnown);
    return LongStream.concat(ofLabels, ofAlerts).max().orElse(0);
  }

  private static List<Label> ofKind(List<Label> labels, Label.Kind kind) {
    return labels.stream().filter(one -> one.kind() == kind).toList();
  }
}
