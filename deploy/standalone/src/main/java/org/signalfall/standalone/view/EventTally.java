package org.signalfall.standalone.view;

import java.util.HashMap;
import java.util.Map;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;

/** Counts events by where they are in their lives. */
final class EventTally {

  private final Map<String, EventStatus> statusOf = new HashMap<>();

  void add(ConnectivityEvent event) {
    statusOf.put(event.getEventId(), event.getStatus());
  }

  /** Returns how many go on. */
  long open() {
    return statusOf.size() - resolved() - retracted();
  }

  long resolved() {
    return count(EventStatus.RESOLVED);
  }

  long retracted() {
    return count(EventStatus.RETRACTED);
  }

  private long count(EventStatus wanted) {
    return statusOf.values().stream().filter(status -> status == wanted).count();
  }
}
