package org.signalfall.evaluate.quiet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.signalfall.evaluate.report.Report;
import org.signalfall.evaluate.report.TextTable;
import org.signalfall.evaluate.score.PoissonInterval;

/**
 * False alarms on quiet series, and the delay of the sequential test.
 *
 * @param figures false alarms by kind of series
 * @param delays delays by pair of failure rates
 */
public record QuietReport(List<QuietFigure> figures, List<DelayFigure> delays) implements Report {

  private static final String EXCEEDS = "exceeds";

  public QuietReport {
    figures = List.copyOf(figures);
    delays = List.copyOf(delays);
  }

  @Override
  public List<String> lines() {
    TextTable quiet =
        TextTable.ofFigures(
            "quiet series",
            "bins",
            "series-weeks",
            "allowed",
            "opened",
            "95 %",
            "first 3 weeks",
            "");
    for (QuietFigure figure : figures) {
      PoissonInterval interval = figure.interval();
      quiet.row(
          figure.series().name(),
          figure.series().cadence().toMinutes() + " min",
          Long.toString(figure.seriesWeeks()),
          format("%.2f", figure.allowed()),
          Integer.toString(figure.openings().size()),
          format("%.1f to %.1f", interval.low(), interval.high()),
          Long.toString(figure.whileYoung()),
          figure.exceeds() ? EXCEEDS : "");
    }
    TextTable delay =
        TextTable.ofFigures(
            "fails before, after", "every", "bound", "allowed", "mean samples", "missed", "");
    for (DelayFigure figure : delays) {
      delay.row(
          format("%.0f %%, %.0f %%", 100 * figure.ordinary(), 100 * figure.raised()),
          figure.interval().toMinutes() + " min",
          format("%.1f", figure.bound()),
          format("%.1f", figure.allowed()),
          format("%.1f", figure.meanDelay()),
          Integer.toString(figure.missed()),
          figure.exceeds() ? EXCEEDS : "");
    }
    List<String> lines = new ArrayList<>(quiet.lines());
    lines.add("");
    lines.addAll(delay.lines());
    return lines;
  }

  @Override
  public JsonNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ArrayNode quiet = node.putArray("quiet");
    for (QuietFigure figure : figures) {
      quiet
          .addObject()
          .put("series", figure.series().name())
          .put("cadence_minutes", figure.series().cadence().toMinutes())
          .put("series_weeks", figure.seriesWeeks())
          .put("allowed", figure.allowed())
          .put("opened", figure.openings().size())
          .put("low_95", figure.interval().low())
          .put("high_95", figure.interval().high())
          .put("opened_in_first_3_weeks", figure.whileYoung())
          .put(EXCEEDS, figure.exceeds());
    }
    ArrayNode delay = node.putArray("delay");
    for (DelayFigure figure : delays) {
      delay
          .addObject()
          .put("interval_minutes", figure.interval().toMinutes())
          .put("ordinary", figure.ordinary())
          .put("raised", figure.raised())
          .put("runs", figure.runs())
          .put("bound", figure.bound())
          .put("allowed", figure.allowed())
          .put("mean_samples", figure.meanDelay())
          .put("missed", figure.missed())
          .put("open_before", figure.early())
          .put(EXCEEDS, figure.exceeds());
    }
    return node;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
