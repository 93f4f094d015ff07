package org.signalfall.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.signalfall.evaluate.report.Report;
import org.signalfall.evaluate.report.ScoreJson;
import org.signalfall.evaluate.report.ScoreTable;
import org.signalfall.evaluate.score.Alert;
import org.signalfall.evaluate.score.AlertFile;
import org.signalfall.evaluate.score.Label;
import org.signalfall.evaluate.score.LabelFile;
import org.signalfall.evaluate.score.Score;
import org.signalfall.evaluate.score.ScoreRules;
import org.signalfall.evaluate.score.ScoreSheet;
import org.signalfall.evaluate.score.Scorer;

/**
 * Scores a file of events against the labels of a case.
 *
 * @param caseName case, or the name of the labels file where all of its labels are taken
 * @param sheet the score
 */
public record EventsReport(String caseName, ScoreSheet sheet) implements Report {

  /**
   * Reads and scores.
   *
   * @param caseName whose labels count; null for all in the file
   * @param quietSeriesWeeks weeks of data outside of labels, summed over series; NaN if unknown
   * @throws EvaluationException if a file can't be read, or has no label of the case
   */
  public static EventsReport of(
      Path events, Path labels, String caseName, ScoreRules rules, double quietSeriesWeeks) {
    List<Label> all = LabelFile.read(labels);
    List<Label> ofCase =
        all.stream().filter(one -> caseName == null || one.caseName().equals(caseName)).toList();
    if (ofCase.isEmpty()) {
      List<String> known = all.stream().map(Label::caseName).distinct().toList();
      throw new EvaluationException(
          "%s has no label of %s; its cases are %s.".formatted(labels, caseName, known));
    }
    List<Alert> alerts = AlertFile.read(events);
    return new EventsReport(
        caseName == null ? labels.getFileName().toString() : caseName,
        new Scorer(rules).sheet(ofCase, alerts, quietSeriesWeeks));
  }

  @Override
  public List<String> lines() {
    Map<String, Score> scores = new LinkedHashMap<>();
    scores.put("all", sheet.all());
    scores.put("CONFIRMED", sheet.confirmed());
    scores.put("SUSPECTED", sheet.suspected());
    scores.put("parents", sheet.parents());
    scores.put("children", sheet.children());
    scores.put("CONFIRMED parents", sheet.confirmedParents());
    scores.put("parents, recurrences as one", sheet.recurring());
    return ScoreTable.lines(caseName, scores);
  }

  @Override
  public JsonNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("case", caseName);
    node.set("score", ScoreJson.of(sheet));
    return node;
  }
}
