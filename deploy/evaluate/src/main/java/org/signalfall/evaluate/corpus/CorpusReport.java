package org.signalfall.evaluate.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.signalfall.evaluate.report.Report;
import org.signalfall.evaluate.report.ScoreJson;
import org.signalfall.evaluate.report.ScoreTable;
import org.signalfall.evaluate.report.TextTable;
import org.signalfall.evaluate.rule.ReferenceRules;
import org.signalfall.evaluate.score.Alert;
import org.signalfall.evaluate.score.Label;
import org.signalfall.evaluate.score.Score;
import org.signalfall.evaluate.score.ScoreSheet;
import org.signalfall.evaluate.score.Scorer;

/**
 * The score of a corpus, beside that of each reference rule on the same bins.
 *
 * @param corpus the cases
 * @param sheets our score in each, in the same order
 * @param published each rule as published
 * @param matched each rule at our own number of false alerts over the corpus
 */
public record CorpusReport(
    List<WalkedCase> corpus,
    List<ScoreSheet> sheets,
    List<RuleScores> published,
    List<RuleScores> matched)
    implements Report {

  private static final String ALL = "all cases";
  private static final int SHOWN = 10;

  /** Scores cases that were walked; there is at least one. */
  public static CorpusReport of(List<WalkedCase> corpus, Scorer scorer) {
    List<ScoreSheet> sheets =
        corpus.stream()
            .map(one -> scorer.sheet(one.labels(), one.alerts(), one.quietSeriesWeeks()))
            .toList();
    int falseAlerts = sheets.stream().mapToInt(sheet -> sheet.all().falseCount()).sum();
    return new CorpusReport(
        corpus,
        sheets,
        ReferenceRules.all().stream()
            .map(rule -> RuleScores.asPublished(rule, corpus, scorer))
            .toList(),
        ReferenceRules.all().stream()
            .map(rule -> RuleScores.matched(rule, corpus, scorer, falseAlerts))
            .toList());
  }

  /** Returns our score over all cases. */
  public ScoreSheet total() {
    return sheets.stream().reduce(ScoreSheet::plus).orElseThrow();
  }

  @Override
  public List<String> lines() {
    Map<String, Score> ofCases = new LinkedHashMap<>();
    for (int i = 0; i < corpus.size(); i++) {
      ofCases.put(corpus.get(i).name(), sheets.get(i).all());
    }
    ofCases.put(ALL, total().all());
    List<String> lines = new ArrayList<>(ScoreTable.lines("case", ofCases));
    lines.add("");
    lines.addAll(ScoreTable.lines(ALL, views()));
    lines.add("");
    lines.addAll(ScoreTable.lines("rule, all cases", rules()));
    lines.add("");
    lines.addAll(besideRules());
    lines.add("");
    lines.addAll(failures());
    return lines;
  }

  @Override
  public JsonNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ArrayNode cases = node.putArray("cases");
    for (int i = 0; i < corpus.size(); i++) {
      ObjectNode one = cases.addObject().put("case", corpus.get(i).name());
      one.set("score", ScoreJson.of(sheets.get(i)));
      ArrayNode references = one.putArray("reference");
      for (RuleScores rule : published) {
        references.add(reference(rule, false, rule.cases().get(i)));
      }
      for (RuleScores rule : matched) {
        references.add(reference(rule, true, rule.cases().get(i)));
      }
    }
    node.set("total", ScoreJson.of(total()));
    ArrayNode references = node.putArray("reference");
    published.forEach(rule -> references.add(reference(rule, false, rule.total())));
    matched.forEach(rule -> references.add(reference(rule, true, rule.total())));
    return node;
  }

  private static ObjectNode reference(RuleScores rule, boolean isMatched, Score score) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("rule", rule.rule().title());
    node.put("matched_false_alarms", isMatched);
    node.put("strictness", rule.strictness());
    node.set("score", ScoreJson.of(score));
    return node;
  }

  private Map<String, Score> views() {
    Map<String, Score> views = new LinkedHashMap<>();
    views.put("CONFIRMED", total().confirmed());
    views.put("SUSPECTED", total().suspected());
    views.put("parents", total().parents());
    views.put("children", total().children());
    views.put("CONFIRMED parents", total().confirmedParents());
    views.put("parents, recurrences as one", total().recurring());
    return views;
  }

  private Map<String, Score> rules() {
    Map<String, Score> rules = new LinkedHashMap<>();
    rules.put("Signalfall", total().all());
    published.forEach(rule -> rules.put(rule.rule().title(), rule.total()));
    matched.forEach(
        rule ->
            rules.put(
                String.format(
                    Locale.ROOT,
                    "%s, false alarms matched (x %.1f)",
                    rule.rule().title(),
                    rule.strictness()),
                rule.total()));
    return rules;
  }

  private List<String> besideRules() {
    List<String> header = new ArrayList<>(List.of("found, alerts, false", "Signalfall"));
    published.forEach(rule -> header.add(rule.rule().title()));
    TextTable table = TextTable.ofFigures(header.toArray(String[]::new));
    for (int i = 0; i < corpus.size(); i++) {
      List<String> row = new ArrayList<>(List.of(corpus.get(i).name(), cell(sheets.get(i).all())));
      for (RuleScores rule : published) {
        row.add(cell(rule.cases().get(i)));
      }
      table.row(row.toArray(String[]::new));
    }
    return table.lines();
  }

  private static String cell(Score score) {
    return "%d/%d, %d, %d"
        .formatted(score.found(), score.labels(), score.alerts(), score.falseCount());
  }

  /** Says what was missed and what was wrong, case by case. */
  private List<String> failures() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < corpus.size(); i++) {
      String name = corpus.get(i).name();
      Score score = sheets.get(i).all();
      for (Label label : score.missed().stream().limit(SHOWN).toList()) {
        lines.add(
            "missed in %s: %s to %s %s %s %s"
                .formatted(
                    name,
                    label.start(),
                    label.end(),
                    label.country(),
                    label.asn() == null ? label.region() : "AS" + label.asn(),
                    label.service()));
      }
      for (Alert alert : score.falseAlerts().stream().limit(SHOWN).toList()) {
        lines.add(
            "false in %s: %s, %s%s"
                .formatted(
                    name,
                    alert.id(),
                    Instant.ofEpochMilli(alert.from()),
                    alert.retracted() ? ", taken back" : ""));
      }
    }
    return lines;
  }
}
