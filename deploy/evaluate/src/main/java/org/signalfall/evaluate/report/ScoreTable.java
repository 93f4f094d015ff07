package org.signalfall.evaluate.report;

import static org.signalfall.evaluate.report.Figures.minutes;
import static org.signalfall.evaluate.report.Figures.percent;
import static org.signalfall.evaluate.report.Figures.rate;
import static org.signalfall.evaluate.report.Figures.ratio;

import java.util.List;
import java.util.Map;
import org.signalfall.evaluate.score.Score;

/** Scores as a table for people. */
public final class ScoreTable {

  private ScoreTable() {}

  /** Returns a line for each name, in the order of the map. */
  public static List<String> lines(String named, Map<String, Score> scores) {
    TextTable table =
        TextTable.ofFigures(
            named,
            "found",
            "recall",
            "alerts",
            "false",
            "twice",
            "parts",
            "ignored",
            "taken back",
            "precision",
            "alerts/event",
            "opened min",
            "resolved min",
            "end off by min",
            "false per quiet series-week");
    scores.forEach((name, score) -> row(table, name, score));
    return table.lines();
  }

  private static void row(TextTable table, String name, Score score) {
    table.row(
        name,
        score.found() + "/" + score.labels(),
        percent(score.recall()),
        Integer.toString(score.alerts()),
        Integer.toString(score.falseCount()),
        Integer.toString(score.duplicates()),
        Integer.toString(score.children()),
        Integer.toString(score.ignored()),
        Integer.toString(score.retracted()),
        percent(score.precision()),
        ratio(score.alertsPerEvent()),
        minutes(score.opening()),
        minutes(score.closing()),
        minutes(score.ending()),
        rate(score.falsePerQuietWeek(), score.falseInterval()));
  }
}
