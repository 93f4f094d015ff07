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

  /** At some 1 KiB a place of a few targets. */
  private static final int MOST_AT_HAND = 16_384;

  private final SeriesRules rules;
  private final KeyValueStore<Bytes, byte[]> places;
  private final AtHand<SeriesKey, PlaceMemory> atHand;
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
    this.atHand =
        new AtHand<>(
            MOST_AT_HAND, this::load, (key, memory) -> places.put(key.stored(), memory.encode()));
  }

  private PlaceMemory load(SeriesKey key) {
    byte[] stored = places.get(key.stored());
    return stored == null ? null : PlaceMemory.decode(stored);
  }

  /** Returns what is remembered of the place of a series. */
  PlaceMemory find(String feed, SeriesId series) {
    PlaceMemory known = atHand.get(placeOf(feed, series));
    return known == null ? PlaceMemory.decode(null) : known;
  }

  /**
   * Keeps what is remembered of the place of a series.
   *
   * @param isListed whether it was remembered before
   */
  void keep(String feed, SeriesId series, PlaceMemory memory, boolean isListed) {
    SeriesKey place = placeOf(feed, series);
    if (!isListed) {
      list(place, memory);
    }
    atHand.put(place, memory);
  }

  /** Writes what was kept since the last time. */
  void write() {
    atHand.write();
  }

  /** Returns whether a name that was due is that of a place, not of a series. */
  static boolean isPlace(SeriesId due) {
    return due.signal().isEmpty();
  }

  /** Forgets a place that is due at a time, unless it was measured since it was listed. */
  void look(String feed, SeriesId id, long time) {
    SeriesKey place = new SeriesKey(feed, id);
    PlaceMemory memory = find(feed, id);
    if (retiresAt(memory) <= time) {
      atHand.drop(place);
      places.delete(place.stored());
    } else {
      list(place, memory);
    }
  }

  private void list(SeriesKey place, PlaceMemory memory) {
    dues.put(place.feed(), retiresAt(memory), place.id().encoded(), DUE);
  }

  private long retiresAt(PlaceMemory memory) {
    return rules.retiresAt(memory.lastSlot(), false);
  }

  private static SeriesKey placeOf(String feed, SeriesId series) {
    return new SeriesKey(
        feed, new SeriesId(series.country(), series.region(), series.asn(), "", "", ""));
  }
}
