package org.signalfall.topology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.Origin;
import org.signalfall.detect.Defect;
import org.signalfall.observe.InstrumentReport;
import org.signalfall.observe.InstrumentReport.Sight;
import org.signalfall.observe.VantageNames;
import org.signalfall.signal.SeriesId;
import org.signalfall.signal.VantageLoss;

/** Passes on what a stage learns of its own vantages and instruments. */
final class InstrumentRelay {

  private final ProcessorContext<String, SpecificRecord> context;
  private final String node;
  private final VantageNames names;

  InstrumentRelay(
      ProcessorContext<String, SpecificRecord> context, String node, VantageNames names) {
    this.context = context;
    this.node = node;
    this.names = names;
  }

  /** Tells that a vantage is missing, or back. */
  void lost(String feed, Origin origin, SeriesId place, long now, VantageLoss loss) {
    forward(
        InstrumentReport.ofVantage(
            sight(feed, origin, place),
            names.of(loss.vantage()),
            Instant.ofEpochMilli(loss.since()),
            loss.until() == VantageLoss.GOES_ON ? null : Instant.ofEpochMilli(loss.until()),
            Instant.ofEpochMilli(now)));
  }

  /** Tells which instruments of a series have become defective, and which are sound again. */
  void changed(
      String feed,
      Origin origin,
      SeriesId series,
      long now,
      List<Defect> before,
      List<Defect> after) {
    List<Defect> ended = new ArrayList<>(before);
    ended.removeAll(after);
    List<Defect> begun = new ArrayList<>(after);
    begun.removeAll(before);
    Sight sight = sight(feed, origin, series);
    Instant time = Instant.ofEpochMilli(now);
    ended.forEach(defect -> forward(report(sight, series, defect, time, time)));
    begun.forEach(defect -> forward(report(sight, series, defect, null, time)));
  }

  private ObservabilityEvent report(
      Sight sight, SeriesId series, Defect defect, Instant until, Instant now) {
    String what = series.service() + "/" + series.component() + "/" + series.signal();
    String name = names.of(defect.value());
    Instant since = Instant.ofEpochMilli(defect.since());
    return switch (defect.instrument()) {
      case VANTAGE -> InstrumentReport.ofDefectiveVantage(sight, what, name, since, until, now);
      case VERSION -> InstrumentReport.ofDefectiveVersion(sight, what, name, since, until, now);
    };
  }

  private static Sight sight(String feed, Origin origin, SeriesId series) {
    return new Sight(feed, origin, Verdicts.key(Verdicts.scope(series)));
  }

  private void forward(ObservabilityEvent report) {
    String key = report.getVantage() == null ? report.getFeed() : report.getVantage();
    context.forward(
        new Record<>(key, report, context.currentStreamTimeMs()),
        NodeNames.sink(node, NodeNames.OBSERVABILITY));
  }
}
