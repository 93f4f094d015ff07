package org.signalfall.evaluate.walk;

import java.util.List;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.SignalBin;
import org.signalfall.ingest.IngestSummary;

/**
 * What came of a walk.
 *
 * @param ingested what was read
 * @param revisions every event revision, in canonical order
 * @param observability what was said about the watchers, in the order of saying
 * @param bins every closed bin that held something, in the order of closing
 * @param verdicts every change of a series' state, in the order of changing
 */
public record WalkOutcome(
    IngestSummary ingested,
    List<ConnectivityEvent> revisions,
    List<ObservabilityEvent> observability,
    List<SignalBin> bins,
    List<SeriesVerdict> verdicts) {

  public WalkOutcome {
    revisions = List.copyOf(revisions);
    observability = List.copyOf(observability);
    bins = List.copyOf(bins);
    verdicts = List.copyOf(verdicts);
  }
}
