package org.signalfall.evaluate.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.signalfall.avro.Scope;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.evaluate.rule.Alarm;
import org.signalfall.evaluate.rule.BinSeries;
import org.signalfall.evaluate.rule.ReferenceRule;
import org.signalfall.evaluate.score.Alert;
import org.signalfall.evaluate.score.AlertFile;
import org.signalfall.evaluate.score.Label;
import org.signalfall.evaluate.walk.TopologyWalk;
import org.signalfall.evaluate.walk.WalkOutcome;
import org.signalfall.topology.Rulebook;

/**
 * A case that was walked through the topology.
 *
 * @param name its name
 * @param labels what is known to have happened
 * @param alerts what the topology made of it
 * @param series its bins
 * @param outcome all that the topology said
 */
public record WalkedCase(
    String name,
    List<Label> labels,
    List<Alert> alerts,
    List<BinSeries> series,
    WalkOutcome outcome) {

  private static final double WEEK_MS = 7 * 86_400_000.0;

  /** Walks a case. */
  public static WalkedCase of(CorpusCase corpusCase, Rulebook rules) {
    WalkOutcome outcome = TopologyWalk.of(corpusCase.sources(), rules, corpusCase.origin());
    return new WalkedCase(
        corpusCase.name(),
        corpusCase.labels(),
        AlertFile.of(outcome.revisions()),
        BinSeries.of(outcome.bins()),
        outcome);
  }

  /** Returns what a rule makes of the same bins. */
  public List<Alert> alerts(ReferenceRule rule, double strictness) {
    List<Alert> found = new ArrayList<>();
    for (BinSeries one : series) {
      for (Alarm alarm : rule.alarms(one, strictness)) {
        found.add(alert(one, alarm));
      }
    }
    return found;
  }

  /** Returns the weeks of data outside of labels, summed over series. */
  public double quietSeriesWeeks() {
    double quiet = 0;
    for (BinSeries one : series) {
      long from = one.bins().get(0).start();
      long to = one.bins().get(one.bins().size() - 1).end();
      quiet += (to - from - labelled(one, from, to)) / WEEK_MS;
    }
    return quiet;
  }

  /** Returns for how long labels speak of a series, ms; labels that overlap count once. */
  private double labelled(BinSeries one, long from, long to) {
    TreeMap<Long, Long> spans = new TreeMap<>();
    for (Label label : labels) {
      if (label.kind() != Label.Kind.CONTROL && concerns(label, one.scope())) {
        long start = label.start() == null ? from : label.start().toEpochMilli();
        long end = label.end() == null ? to : label.end().toEpochMilli();
        spans.merge(Math.max(from, start), Math.min(to, end), Math::max);
      }
    }
    double sum = 0;
    long covered = from;
    for (var span : spans.entrySet()) {
      sum += Math.max(0, span.getValue() - Math.max(covered, span.getKey()));
      covered = Math.max(covered, span.getValue());
    }
    return sum;
  }

  /** Returns whether a label speaks of what a series is about. */
  public static boolean concerns(Label label, Scope scope) {
    return label.country().equals(scope.getCountry())
        && (label.service().isEmpty() || label.service().equals(scope.getService()))
        && (label.asn() == null || scope.getAsn() == null || label.asn().equals(scope.getAsn()))
        && (label.region().isEmpty()
            || scope.getRegion() == null
            || label.region().equals(scope.getRegion()));
  }

  private static Alert alert(BinSeries one, Alarm alarm) {
    Scope scope = one.scope();
    String id = one.name() + " " + alarm.from();
    return new Alert(
        id,
        scope.getCountry(),
        scope.getRegion() == null ? "" : scope.getRegion(),
        scope.getLevel() == ScopeLevel.COUNTRY,
        scope.getAsn() == null ? Set.of() : Set.of(scope.getAsn()),
        scope.getService() == null ? "" : scope.getService(),
        alarm.from(),
        alarm.to(),
        alarm.detectedAt(),
        alarm.to(),
        one.bins().get(one.bins().size() - 1).end(),
        true,
        false,
        null,
        id);
  }
}
