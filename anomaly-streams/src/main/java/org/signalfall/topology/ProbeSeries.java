package org.signalfall.topology;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The series of the probe stage: as objects those looked at last, all of them in the store. */
final class ProbeSeries {

  /** At some 2 KiB a series. */
  private static final int MOST_AT_HAND = 16_384;

  private final KeyValueStore<Bytes, byte[]> store;
  private final AtHand<SeriesKey, ProbeTrack> atHand;

  ProbeSeries(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    this.atHand =
        new AtHand<>(
            MOST_AT_HAND, this::load, (key, track) -> store.put(key.stored(), track.encode()));
  }

  private ProbeTrack load(SeriesKey key) {
    byte[] stored = store.get(key.stored());
    return stored == null ? null : ProbeTrack.decode(stored);
  }

  /** Returns a series itself, not a copy; null when it isn't known. */
  ProbeTrack get(SeriesKey key) {
    return atHand.get(key);
  }

  /** Keeps a series that is new or has changed. */
  void put(SeriesKey key, ProbeTrack track) {
    atHand.put(key, track);
  }

  /** Forgets a series. */
  void delete(SeriesKey key) {
    atHand.drop(key);
    store.delete(key.stored());
  }

  /** Writes what was kept since the last time; the store then holds all that is known. */
  void write() {
    atHand.write();
  }
}
