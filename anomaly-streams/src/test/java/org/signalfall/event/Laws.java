package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;

/** The laws of revisions (events.md, law 3), which every stream of them has to keep. */
final class Laws {

  private Laws() {}

  /** Checks revisions in the order in which they were published. */
  static void assertKept(List<ConnectivityEvent> published) {
    Map<String, ConnectivityEvent> latest = new HashMap<>();
    for (ConnectivityEvent event : published) {
      ConnectivityEvent before = latest.put(event.getEventId(), event);
      if (before == null) {
        assertThat(event.getStatus()).as("first status").isEqualTo(EventStatus.OPEN);
        assertThat(event.getRevision()).as("first revision").isEqualTo(1);
      } else {
        assertThat(event.getStatus()).as("opened once").isNotEqualTo(EventStatus.OPEN);
        assertThat(event.getRevision()).as("no gap").isEqualTo(before.getRevision() + 1);
        assertThat(before.getIsFinal()).as("nothing after final").isFalse();
        assertThat(event.getAsOf()).as("one revision a tick").isAfter(before.getAsOf());
        assertThat(event.getDetectedAt()).isEqualTo(before.getDetectedAt());
      }
      boolean open = EventDesk.isOpen(event);
      boolean resolved = event.getStatus() == EventStatus.RESOLVED;
      assertThat(event.getEnded() != null).as("an end when resolved").isEqualTo(resolved);
      assertThat(event.getEndReason() != null).as("and why").isEqualTo(resolved);
      assertThat(open && event.getIsFinal()).as("an open event is not final").isFalse();
    }
  }

  /** Returns the last revision of each event. */
  static Map<String, ConnectivityEvent> latest(List<ConnectivityEvent> published) {
    Map<String, ConnectivityEvent> latest = new HashMap<>();
    published.forEach(event -> latest.put(event.getEventId(), event));
    return latest;
  }
}
