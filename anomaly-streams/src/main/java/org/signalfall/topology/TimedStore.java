package org.signalfall.topology;

import java.util.ArrayList;
import java.util.List;
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

  TimedStore(KeyValueStore<Bytes, V> store) {
    this.store = store;
  }

  V get(String group, long time, String name) {
    return store.get(StoreKeys.timed(group, time, name));
  }

  void put(String group, long time, String name, V value) {
    store.put(StoreKeys.timed(group, time, name), value);
  }

  void remove(String group, long time, String name) {
    store.delete(StoreKeys.timed(group, time, name));
  }

  /** Returns the earliest time in the group that is not after {@code through}. */
  OptionalLong firstTime(String group, long through) {
    try (KeyValueIterator<Bytes, V> due =
        store.range(StoreKeys.first(group), StoreKeys.above(group, through))) {
      return due.hasNext()
          ? OptionalLong.of(StoreKeys.apart(due.next().key).time())
          : OptionalLong.empty();
    }
  }

  /** Returns the first entries through that time, at most {@link #CHUNK}, in order. */
  List<KeyValue<StoreKeys.Timed, V>> chunk(String group, long through) {
    List<KeyValue<StoreKeys.Timed, V>> chunk = new ArrayList<>();
    try (KeyValueIterator<Bytes, V> due =
        store.range(StoreKeys.first(group), StoreKeys.above(group, through))) {
      while (due.hasNext() && chunk.size() < CHUNK) {
        KeyValue<Bytes, V> entry = due.next();
        chunk.add(KeyValue.pair(StoreKeys.apart(entry.key), entry.value));
      }
    }
    return chunk;
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
