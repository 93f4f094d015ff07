package org.signalfall.evaluate.walk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.topology.Rulebook;

/** Walks raw records that have been sent before, and keeps the revisions of one event. */
public final class RecordedWalk implements AutoCloseable {

  /** Outputs lie in memory until they are taken. */
  private static final int RECORDS_PER_TAKING = 5_000;

  /** A topology that says nothing for so many punctuations has nothing left to do. */
  private static final int QUIET = 200;

  private final TopologyWalk walk;
  private final String eventId;
  private final List<ConnectivityEvent> revisions = new ArrayList<>();
  private int untaken;

  /**
   * Begins a walk.
   *
   * @param eventId event whose revisions are kept
   */
  public RecordedWalk(Rulebook rules, String eventId) {
    this.walk = new TopologyWalk(rules);
    this.eventId = eventId;
  }

  /**
   * Takes a raw record. Those of a lane are to come in the order of sending, and each once.
   *
   * @param topic its raw topic
   */
  public void take(String topic, SpecificRecord value) {
    walk.pipe(topic, value);
    untaken++;
    if (untaken == RECORDS_PER_TAKING) {
      keep();
    }
  }

  /** Lets the topology finish with what it has, and returns the event's revisions in order. */
  public List<ConnectivityEvent> revisions() {
    for (int quiet = 0; quiet < QUIET; quiet++) {
      walk.punctuate();
      if (keep()) {
        quiet = 0;
      }
    }
    return revisions.stream()
        .sorted(Comparator.comparingInt(ConnectivityEvent::getRevision))
        .toList();
  }

  /** Returns whether there was anything. */
  private boolean keep() {
    untaken = 0;
    return walk.takeEvents(
        revision -> {
          if (revision.getEventId().equals(eventId)) {
            revisions.add(revision);
          }
        });
  }

  @Override
  public void close() {
    walk.close();
  }
}
