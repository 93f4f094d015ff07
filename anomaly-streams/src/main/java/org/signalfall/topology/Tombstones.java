package org.signalfall.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.KeyValue;

/**
 * When the topic of latest revisions may forget an event: 30 days of decision time after its final
 * revision, so that a consumer that was away for as long has seen that.
 */
final class Tombstones {

  static final Duration KEPT = Duration.ofDays(30);

  /** They share the store of the wake times, in a group of their own. */
  private static final String GROUP = "tombstone";

  private static final byte[] DUE = {};

  private final TimedStore<byte[]> dues;

  Tombstones(TimedStore<byte[]> dues) {
    this.dues = dues;
  }

  /** Notes that an event has become final. */
  void plan(String eventId, Instant finalAsOf) {
    dues.put(GROUP, finalAsOf.plus(KEPT).toEpochMilli(), eventId, DUE);
  }

  /** Takes out the ids of events whose time has come by then, epoch ms; not all at once. */
  List<String> take(long through) {
    List<KeyValue<StoreKeys.Timed, byte[]>> due = dues.chunk(GROUP, through);
    due.forEach(one -> dues.remove(GROUP, one.key.time(), one.key.name()));
    return due.stream().map(one -> one.key.name()).toList();
  }
}
