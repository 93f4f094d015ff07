package org.signalfall.topology;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.signalfall.event.EventClock;
import org.signalfall.event.RosteredFeed;
import org.signalfall.event.Sight;

/**
 * Feeds that have lost sight, or see again, of which the cases that depend on them are still to be
 * told. That counts as of what the feed saw last, or at once when the stage has gone further.
 */
final class SightChanges {

  /**
   * A change of one feed.
   *
   * @param since decision time of what the feed saw last, epoch ms
   */
  record Change(String feed, Sight now, long since) {}

  private final List<Change> pending;

  private SightChanges(List<Change> pending) {
    this.pending = pending;
  }

  static SightChanges of(List<KeyValue<String, RosteredFeed>> roster, EventClock clock) {
    List<Change> pending = new ArrayList<>();
    for (KeyValue<String, RosteredFeed> entry : roster) {
      Sight now = clock.sight(entry.value);
      if (now != entry.value.sight()) {
        pending.add(new Change(entry.key, now, clock.allows(entry.value)));
      }
    }
    return new SightChanges(pending);
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  /** Returns {@code now}, or the next moment when something is to be told that is overdue. */
  long orNext(long now, DecisionTime decided) {
    boolean overdue = pending.stream().anyMatch(change -> change.since() <= decided.reached());
    return overdue ? Math.max(now, decided.next()) : now;
  }

  /** Returns the first decision time at which a change is to be told; MAX_VALUE without one. */
  long first(DecisionTime decided) {
    return pending.stream()
        .mapToLong(change -> Math.max(change.since(), decided.next()))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Takes out the changes that are to be told at a decision time. */
  List<Change> take(long tick) {
    List<Change> due = pending.stream().filter(change -> change.since() <= tick).toList();
    pending.removeAll(due);
    return due;
  }
}
