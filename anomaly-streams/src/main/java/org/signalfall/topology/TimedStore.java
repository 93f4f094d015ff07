package org.signalfall.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** A store whose keys are in time order within a group, read a bounded chunk at a time. */
final class TimedStore<V> {

  /** Entries read at once; bounds memory, and the time that one call may take. */
  static final int CHUNK = 2_000;

  private final KeyValueStore<Bytes, V> store;

  /**
   * Nothing of a group lies before its floor. Without one, each search would walk over the traces
   * of everything removed since the last compaction. Lost with the process, and found again.
   */
  private final Map<String, Long> floors = new HashMap<>();

  TimedStore(KeyValueStore<Bytes, V> store) {
    this.store = store;
  }

  V get(String group, long time, String name) {
    return store.get(StoreKeys.timed(group, time, name));
  }

  void put(String group, long time, String name, V value) {
    floors.computeIfPresent(group, (g, floor) -> Math.min(floor, time));
    store.put(StoreKeys.timed(group, time, name), value);
  }

  void remove(String group, long time, String name) {
    store.delete(StoreKeys.timed(group, time, name));
  }

  /** Returns the earliest time in the group that is not after {@code through}. */
  OptionalLong firstTime(String group, long through) {
    List<KeyValue<StoreKeys.Timed, V>> first = read(group, through, 1);
    return first.isEmpty() ? OptionalLong.empty() : OptionalLong.of(first.get(0).key.time());
  }

  /** Returns the first entries through that time, at most {@link #CHUNK}, in order. */
  List<KeyValue<StoreKeys.Timed, V>> chunk(String group, long through) {
    return read(group, through, CHUNK);
  }

  /** Returns the first entries through that time, at most {@code most}, in order. */
  List<KeyValue<StoreKeys.Timed, V>> chunk(String group, long through, int most) {
    return read(group, through, most);
  }

  private List<KeyValue<StoreKeys.Timed, V>> read(String group, long through, int most) {
    List<KeyValue<StoreKeys.Timed, V>> entries = new ArrayList<>();
    long floor = floors.getOrDefault(group, 0L);
    if (floor > through) {
      return entries;
    }
    try (KeyValueIterator<Bytes, V> due =
        store.range(StoreKeys.timed(group, floor, ""), StoreKeys.above(group, through))) {
      while (due.hasNext() && entries.size() < most) {
        KeyValue<Bytes, V> entry = due.next();
        entries.add(KeyValue.pair(StoreKeys.apart(entry.key), entry.value));
      }
    }
    floors.put(group, entries.isEmpty() ? through + 1 : entries.get(0).key.time());
    return entries;
  }

  /** Returns all entries at exactly that time, in order. */
  List<KeyValue<StoreKeys.Timed, V>> at(String group, long time) {
    List<KeyValue<StoreKeys.Timed, V>> entries = new ArrayList<>();
    try (KeyValueIterator<Bytes, V> due =
        store.range(StoreKeys.timed(group, time, ""), StoreKeys.above(group, time))) {
      while (due.hasNext()) {
        KeyValue<Bytes, V> entry = due.next();
        entries.add(KeyValue.pair(StoreKeys.apart(entry.key), entry.value));
      }
    }
    return entries;
  }
}
