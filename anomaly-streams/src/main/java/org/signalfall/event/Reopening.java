package org.signalfall.event;

import java.time.Duration;
import java.time.Instant;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EndReason;
import org.signalfall.avro.EventCase;
import org.signalfall.avro.EventStatus;

/** Tells whether what comes back is the same event again, or a new one. */
final class Reopening {

  private final EventRules rules;

  Reopening(EventRules rules) {
    this.rules = rules;
  }

  /** Returns whether the case's event has recovered within its window, the end included. */
  boolean isDue(EventCase subject, Instant asOf) {
    ConnectivityEvent event = subject.getEvent();
    Duration window = Duration.ofMillis(rules.reopenMs(event.getCategory()));
    return event.getStatus() == EventStatus.RESOLVED
        && !event.getIsFinal()
        && event.getEndReason() == EndReason.RECOVERED
        && !subject.getResolvedAt().plus(window).isBefore(asOf);
  }
}
