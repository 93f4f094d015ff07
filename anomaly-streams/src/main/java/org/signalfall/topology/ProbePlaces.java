package org.signalfall.topology;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.signalfall.signal.PlaceMemory;
import org.signalfall.signal.SeriesId;
import org.signalfall.signal.SeriesRules;

/**
 * What is remembered of each place beside its series. A place that nobody measures any more is
 * forgotten like a series.
 */
final class ProbePlaces {

  private static final byte[] DUE = {};

  private final SeriesRules rules;
  private final KeyValueStore<Bytes, byte[]> places;
  private final TimedStore<byte[]> dues;

  /**
   * Creates the memory over its store.
   *
   * @param dues where places are listed under the time at which they are looked at
   */
  ProbePlaces(SeriesRules rules, KeyValueStore<Bytes, byte[]> places, TimedStore<byte[]> dues) {
    this.rules = rules;
    this.places = places;
    this.dues = dues;
  }

  /** Returns what is remembered of the place of a series. */
  PlaceMemory find(String feed, SeriesId series) {
    return PlaceMemory.decode(places.get(StoreKeys.named(feed, nameOf(series))));
  }

  /**
   * Keeps what is remembered of the place of a series.
   *
   * @param isListed whether it was remembered before
   */
  void keep(String feed, SeriesId series, PlaceMemory memory, boolean isListed) {
    String name = nameOf(series);
    if (!isListed) {
      list(feed, name, memory);
    }
    places.put(StoreKeys.named(feed, name), memory.encode());
  }

  /** Returns whether a name that was due is that of a place, not of a series. */
  static boolean isPlace(SeriesId due) {
    return due.signal().isEmpty();
  }

  /** Forgets a place that is due at a time, unless it was measured since it was listed. */
  void look(String feed, String name, long time) {
    Bytes key = StoreKeys.named(feed, name);
    PlaceMemory memory = PlaceMemory.decode(places.get(key));
    if (retiresAt(memory) <= time) {
      places.delete(key);
    } else {
      list(feed, name, memory);
    }
  }

  private void list(String feed, String name, PlaceMemory memory) {
    dues.put(feed, retiresAt(memory), name, DUE);
  }

  private long retiresAt(PlaceMemory memory) {
    return rules.retiresAt(memory.lastSlot(), false);
  }

  private static String nameOf(SeriesId series) {
    return new SeriesId(series.country(), series.region(), series.asn(), "", "", "").encoded();
  }
}
