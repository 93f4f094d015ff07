package org.signalfall.evaluate.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;
import org.signalfall.evaluate.score.Latencies;
import org.signalfall.evaluate.score.Score;
import org.signalfall.evaluate.score.ScoreSheet;

/**
 * Scores as JSON: counts as they are, shares 0 to 1, times in minutes; null where nothing can be
 * said.
 */
public final class ScoreJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final double MINUTE_MS = 60_000;

  private ScoreJson() {}

  /** Returns a sheet as an object with a score for each view. */
  public static ObjectNode of(ScoreSheet sheet) {
    ObjectNode node = NODES.objectNode();
    node.set("all", of(sheet.all()));
    node.set("confirmed", of(sheet.confirmed()));
    node.set("suspected", of(sheet.suspected()));
    node.set("parents", of(sheet.parents()));
    node.set("children", of(sheet.children()));
    node.set("confirmed_parents", of(sheet.confirmedParents()));
    node.set("recurrences_as_one", of(sheet.recurring()));
    return node;
  }

  /** Returns a score as an object. */
  public static ObjectNode of(Score score) {
    ObjectNode node = NODES.objectNode();
    node.put("labels", score.labels());
    node.put("found", score.found());
    put(node, "recall", score.recall());
    node.put("alerts", score.alerts());
    node.put("false", score.falseCount());
    node.put("false_confirmed", score.falseConfirmed());
    node.put("duplicates", score.duplicates());
    node.put("children", score.children());
    node.put("ignored", score.ignored());
    node.put("retracted", score.retracted());
    put(node, "precision", score.precision());
    put(node, "alerts_per_event", score.alertsPerEvent());
    node.set("opening_minutes", of(score.opening()));
    node.set("closing_minutes", of(score.closing()));
    node.set("end_error_minutes", of(score.ending()));
    boolean exposed = Double.isFinite(score.quietSeriesWeeks());
    put(
        node,
        "quiet_series_weeks",
        exposed ? OptionalDouble.of(score.quietSeriesWeeks()) : OptionalDouble.empty());
    put(node, "false_per_quiet_series_week", score.falsePerQuietWeek());
    score
        .falseInterval()
        .ifPresentOrElse(
            interval ->
                node.putArray("false_per_quiet_series_week_95")
                    .add(interval.low())
                    .add(interval.high()),
            () -> node.putNull("false_per_quiet_series_week_95"));
    return node;
  }

  private static ObjectNode of(Latencies latencies) {
    ObjectNode node = NODES.objectNode();
    put(
        node,
        "median",
        latencies.median().stream().mapToDouble(one -> one.toMillis() / MINUTE_MS).findFirst());
    put(
        node,
        "worst",
        latencies.worst().stream().mapToDouble(one -> one.toMillis() / MINUTE_MS).findFirst());
    return node;
  }

  private static void put(ObjectNode node, String name, OptionalDouble value) {
    value.ifPresentOrElse(known -> node.put(name, known), () -> node.putNull(name));
  }
}
