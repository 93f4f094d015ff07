package org.signalfall.standalone.replay;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.ingest.IngestSummary;
import org.signalfall.ingest.Rejection;

/**
 * What came of a replay.
 *
 * @param ingested what was read
 * @param rejections the first few rejections
 * @param revisions every event revision, in canonical order
 * @param took how long it took, without starting and stopping
 */
public record ReplayResult(
    IngestSummary ingested,
    List<Rejection> rejections,
    List<ConnectivityEvent> revisions,
    Duration took) {

  /** Returns the last revision of every event. */
  public Collection<ConnectivityEvent> lastRevisions() {
    Map<String, ConnectivityEvent> last = new LinkedHashMap<>();
    for (ConnectivityEvent revision : revisions) {
      last.merge(
          revision.getEventId(), revision, (a, b) -> a.getRevision() > b.getRevision() ? a : b);
    }
    return last.values();
  }
}
