package org.signalfall.topology;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.signalfall.avro.Category;
import org.signalfall.avro.ConnectivityEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events of a task that go on, for whoever watches over it; decides nothing. */
final class OpenEvents {

  private static final Logger LOG = LoggerFactory.getLogger(OpenEvents.class);

  private final Telemetry.Task telemetry;
  private final Map<Category, Set<String>> open = new EnumMap<>(Category.class);

  OpenEvents(Telemetry.Task telemetry) {
    this.telemetry = telemetry;
    open.put(Category.OUTAGE, new HashSet<>());
    open.put(Category.RESTRICTION, new HashSet<>());
    tell();
  }

  /** Takes a revision up that was published before, as the store has it. */
  void restore(ConnectivityEvent revision) {
    note(revision);
    tell();
  }

  /** Notes a revision that is published, and logs it. */
  void published(ConnectivityEvent revision) {
    note(revision);
    telemetry.published(revision.getCategory(), revision.getStatus());
    tell();
    LOG.atInfo()
        .addKeyValue("event_id", revision.getEventId())
        .addKeyValue("revision", revision.getRevision())
        .addKeyValue("status", revision.getStatus())
        .addKeyValue("category", revision.getCategory())
        .addKeyValue("confidence", revision.getConfidence())
        .addKeyValue("country", revision.getScope().getCountry())
        .addKeyValue("as_of", revision.getAsOf())
        .log("Published a revision");
  }

  private void note(ConnectivityEvent revision) {
    // A reclassified event goes on under its new category alone.
    open.values().forEach(ids -> ids.remove(revision.getEventId()));
    boolean goesOn =
        switch (revision.getStatus()) {
          case OPEN, UPDATED, REOPENED -> true;
          case RESOLVED, RETRACTED, UNKNOWN -> false;
        };
    Set<String> ids = open.get(revision.getCategory());
    if (goesOn && ids != null) {
      ids.add(revision.getEventId());
    }
  }

  private void tell() {
    open.forEach((category, ids) -> telemetry.open(category, ids.size()));
  }
}
