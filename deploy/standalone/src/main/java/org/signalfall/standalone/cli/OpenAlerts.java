package org.signalfall.standalone.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.schema.json.AlertJson;

/**
 * The alerts that have to be posted again, since Alertmanager lets go of what it has not heard of
 * for a while (five minutes, as it comes).
 */
final class OpenAlerts {

  static final Duration EVERY = Duration.ofMinutes(1);

  private static final Duration VALID = EVERY.multipliedBy(4);

  private final Map<String, ConnectivityEvent> open = new TreeMap<>();
  private Instant writtenAt;

  /** Creates an empty set of alerts at a wall-clock time. */
  OpenAlerts(Instant now) {
    this.writtenAt = now;
  }

  /** Notes a revision. */
  void note(ConnectivityEvent event) {
    if (AlertJson.isOpen(event)) {
      open.put(event.getEventId(), event);
    } else {
      open.remove(event.getEventId());
    }
  }

  /** Returns all open alerts as one line when it is time to write them again. */
  Optional<String> due(Instant now) {
    if (open.isEmpty() || now.isBefore(writtenAt.plus(EVERY))) {
      return Optional.empty();
    }
    writtenAt = now;
    return Optional.of(AlertJson.line(open.values(), now.plus(VALID)));
  }
}
