package org.signalfall.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.signalfall.bgp.Below;
import org.signalfall.bgp.IpPrefix;
import org.signalfall.bgp.PrefixRoutes;
import org.signalfall.bgp.PrefixTable;

/** The prefixes of one feed in a store, under {@code feed, 0, prefix}. */
final class StoredPrefixes implements PrefixTable {

  /** Counts the prefixes of a feed, so that nobody has to look through the store for it. */
  interface Room {

    /** Counts one more, unless that is one too many; returns whether. */
    boolean takesUp();

    /** Counts one less. */
    void gives();
  }

  private final KeyValueStore<Bytes, byte[]> store;
  private final byte[] feed;
  private final Room room;

  StoredPrefixes(KeyValueStore<Bytes, byte[]> store, String feed, Room room) {
    this.store = store;
    this.feed = feed.getBytes(StandardCharsets.UTF_8);
    this.room = room;
  }

  @Override
  public Optional<PrefixRoutes> find(IpPrefix prefix) {
    return Optional.ofNullable(store.get(key(prefix.encode()))).map(PrefixRoutes::decode);
  }

  @Override
  public boolean takesUp(IpPrefix prefix) {
    return room.takesUp();
  }

  @Override
  public void keep(IpPrefix prefix, PrefixRoutes routes) {
    store.put(key(prefix.encode()), routes.encode());
  }

  @Override
  public void remove(IpPrefix prefix) {
    store.delete(key(prefix.encode()));
    room.gives();
  }

  @Override
  public List<Entry> following(Optional<IpPrefix> after, int most) {
    Bytes from = after.map(last -> following(key(last.encode()))).orElseGet(() -> key(new byte[0]));
    List<Entry> entries = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> found = store.range(from, end())) {
      while (found.hasNext() && entries.size() < most) {
        entries.add(entry(found.next()));
      }
    }
    return entries;
  }

  @Override
  public long visibleBelow(IpPrefix prefix) {
    Bytes from = following(key(prefix.encode()));
    try (KeyValueIterator<Bytes, byte[]> found = store.range(from, key(prefix.encodedEnd()))) {
      return Below.of(
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return found.hasNext();
            }

            @Override
            public Entry next() {
              return entry(found.next());
            }
          });
    }
  }

  private Bytes key(byte[] prefix) {
    return Bytes.wrap(
        ByteBuffer.allocate(feed.length + 1 + prefix.length)
            .put(feed)
            .put((byte) 0)
            .put(prefix)
            .array());
  }

  /** Returns the least key above another. */
  private static Bytes following(Bytes key) {
    return Bytes.wrap(
        ByteBuffer.allocate(key.get().length + 1).put(key.get()).put((byte) 0).array());
  }

  /** Returns a key above all of the feed: a family's number is below it. */
  private Bytes end() {
    return key(new byte[] {Byte.MAX_VALUE});
  }

  private Entry entry(KeyValue<Bytes, byte[]> found) {
    byte[] key = found.key.get();
    int at = feed.length + 1;
    return new Entry(
        IpPrefix.decode(ByteBuffer.wrap(key, at, key.length - at)),
        PrefixRoutes.decode(found.value));
  }
}
