package org.signalfall.standalone.rejudge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.evaluate.walk.RecordedWalk;
import org.signalfall.schema.json.CanonicalEvent;
import org.signalfall.topology.Rulebook;

/**
 * What an event comes to when the retained log is walked again by one thread: law 5. Whatever was
 * known of its series when it began speaks for the event, so all that was recorded before is
 * needed.
 *
 * @param outcome what came out
 * @param revision number of the first revision that differs; 0 without one
 * @param was that revision as it was published, empty when there was none
 * @param is the same as it was judged now
 * @param expired partition whose oldest records are no longer kept; empty without one
 */
public record Rejudgement(
    Outcome outcome,
    int revision,
    Optional<String> was,
    Optional<String> is,
    Optional<TopicPartition> expired) {

  /** How the two compare. */
  public enum Outcome {
    SAME,
    DIFFERENT,
    EVIDENCE_EXPIRED
  }

  /**
   * Judges an event once more.
   *
   * @param settings settings of the Kafka and registry clients
   * @param published every revision of the event, in order; at least one
   */
  public static Rejudgement of(
      Map<String, Object> settings, List<ConnectivityEvent> published, Rulebook rules) {
    try (RecordedLog log = new RecordedLog(settings);
        RecordedWalk walk = new RecordedWalk(rules, published.get(0).getEventId())) {
      Optional<TopicPartition> expired = log.firstExpired();
      if (expired.isPresent()) {
        return new Rejudgement(
            Outcome.EVIDENCE_EXPIRED, 0, Optional.empty(), Optional.empty(), expired);
      }
      log.read(walk::take);
      return compare(published, walk.revisions());
    }
  }

  private static Rejudgement compare(
      List<ConnectivityEvent> published, List<ConnectivityEvent> judged) {
    int revisions = Math.max(published.size(), judged.size());
    for (int index = 0; index < revisions; index++) {
      Optional<String> was = line(published, index);
      Optional<String> is = line(judged, index);
      if (!was.equals(is)) {
        return new Rejudgement(Outcome.DIFFERENT, index + 1, was, is, Optional.empty());
      }
    }
    return new Rejudgement(Outcome.SAME, 0, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Optional<String> line(List<ConnectivityEvent> revisions, int index) {
    return index < revisions.size()
        ? Optional.of(CanonicalEvent.line(revisions.get(index)))
        : Optional.empty();
  }
}
