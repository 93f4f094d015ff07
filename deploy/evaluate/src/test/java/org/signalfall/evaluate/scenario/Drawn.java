package org.signalfall.evaluate.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.Origin;
import org.signalfall.evaluate.score.AlertFile;
import org.signalfall.evaluate.score.Score;
import org.signalfall.evaluate.score.ScoreRules;
import org.signalfall.evaluate.score.Scorer;
import org.signalfall.evaluate.walk.TopologyWalk;
import org.signalfall.evaluate.walk.WalkOutcome;
import org.signalfall.topology.Rulebook;

/** A hard case that was drawn and walked through the topology. */
record Drawn(Generated generated, WalkOutcome outcome) {

  static final long SEED = 1;

  static Drawn of(String name) {
    return of(named(name).draw(SEED));
  }

  static Drawn of(String name, int volume) {
    return of(named(name).draw(SEED, volume));
  }

  static Drawn of(String name, int volume, long seed) {
    return of(named(name).draw(seed, volume));
  }

  static Drawn of(Generated generated) {
    return new Drawn(
        generated, TopologyWalk.of(generated.sources(), Rulebook.defaults(), Origin.SYNTHETIC));
  }

  static HardCase named(String name) {
    return HardCases.named(name).orElseThrow();
  }

  Score score() {
    return new Scorer(ScoreRules.defaults())
        .score(generated.labels(), AlertFile.of(outcome.revisions()), Double.NaN);
  }

  /** Returns the last revision of every event, in the order of their first. */
  List<ConnectivityEvent> events() {
    Map<String, ConnectivityEvent> last = new LinkedHashMap<>();
    outcome.revisions().forEach(revision -> last.put(revision.getEventId(), revision));
    return new ArrayList<>(last.values());
  }

  /** Returns the revisions of the only event. */
  List<ConnectivityEvent> revisions() {
    if (events().size() != 1) {
      throw new AssertionError("there is not one event, but " + events());
    }
    return outcome.revisions();
  }

  /** Returns the last revision of the only event. */
  ConnectivityEvent event() {
    revisions();
    return events().get(0);
  }

  /** Returns how often an event came to that status; the final revision repeats the last. */
  long count(EventStatus status) {
    return outcome.revisions().stream()
        .filter(one -> one.getStatus() == status && !one.getIsFinal())
        .count();
  }

  /** Returns when the only event was opened. */
  Instant opened() {
    return revisions().get(0).getAsOf();
  }

  Collection<ObservabilityEvent> observability() {
    return outcome.observability();
  }
}
