package org.signalfall.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keys of the ordered stores: {@code group, 0, time, name}. Within a group, byte order is time
 * order; times before 1970 do not occur.
 */
final class StoreKeys {

  private StoreKeys() {}

  /** A key taken apart. */
  record Timed(String group, long time, String name) {}

  static Bytes timed(String group, long time, String name) {
    byte[] prefix = group.getBytes(StandardCharsets.UTF_8);
    byte[] suffix = name.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(prefix.length + 1 + 8 + suffix.length)
            .put(prefix)
            .put((byte) 0)
            .putLong(time)
            .put(suffix)
            .array());
  }

  /** Returns a key above all of a group through that time. */
  static Bytes above(String group, long time) {
    return timed(group, time + 1, "");
  }

  static Timed apart(Bytes key) {
    byte[] bytes = key.get();
    int zero = zeroIn(bytes);
    String group = new String(bytes, 0, zero, StandardCharsets.UTF_8);
    long time = ByteBuffer.wrap(bytes, zero + 1, 8).getLong();
    int nameAt = zero + 1 + 8;
    String name = new String(bytes, nameAt, bytes.length - nameAt, StandardCharsets.UTF_8);
    return new Timed(group, time, name);
  }

  /** Returns the earliest time in a group; empty when it has no entries. */
  static OptionalLong firstTime(KeyValueStore<Bytes, byte[]> store, String group) {
    try (KeyValueIterator<Bytes, byte[]> all = store.range(timed(group, 0, ""), last(group))) {
      return timeOfNext(all);
    }
  }

  /** Returns the latest time in a group; empty when it has no entries. */
  static OptionalLong lastTime(KeyValueStore<Bytes, byte[]> store, String group) {
    try (KeyValueIterator<Bytes, byte[]> all =
        store.reverseRange(timed(group, 0, ""), last(group))) {
      return timeOfNext(all);
    }
  }

  private static Bytes last(String group) {
    return timed(group, Long.MAX_VALUE, "");
  }

  private static OptionalLong timeOfNext(KeyValueIterator<Bytes, byte[]> entries) {
    return entries.hasNext()
        ? OptionalLong.of(apart(entries.next().key).time())
        : OptionalLong.empty();
  }

  static Bytes named(String first, String second) {
    return Bytes.wrap((first + '\0' + second).getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the second part of a key that {@link #named} made. */
  static String second(Bytes key) {
    byte[] bytes = key.get();
    int zero = zeroIn(bytes);
    return new String(bytes, zero + 1, bytes.length - zero - 1, StandardCharsets.UTF_8);
  }

  /**
   * Returns entries of a store whose keys {@link #named} made, in order.
   *
   * @param first first part of their keys
   * @param after second part of the last one that isn't wanted; empty to begin with the first.
   *     Every name begins with a letter, so that one more character is the next name
   * @param most how many to return at most
   */
  static List<KeyValue<String, byte[]>> following(
      KeyValueStore<Bytes, byte[]> store, String first, String after, int most) {
    List<KeyValue<String, byte[]>> entries = new ArrayList<>();
    Bytes from = named(first, after.isEmpty() ? "" : after + "\u0001");
    try (KeyValueIterator<Bytes, byte[]> found = store.range(from, named(first, "\uffff"))) {
      while (found.hasNext() && entries.size() < most) {
        KeyValue<Bytes, byte[]> entry = found.next();
        entries.add(KeyValue.pair(second(entry.key), entry.value));
      }
    }
    return entries;
  }

  private static int zeroIn(byte[] bytes) {
    int zero = 0;
    while (bytes[zero] != 0) {
      zero++;
    }
    return zero;
  }
}
