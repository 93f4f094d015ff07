package org.signalfall.bgp;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A table in memory that keeps what a store would: bytes, in the order of bytes. */
final class MemoryTable implements PrefixTable {

  private final TreeMap<byte[], byte[]> entries = new TreeMap<>(java.util.Arrays::compareUnsigned);

  @Override
  public Optional<PrefixRoutes> find(IpPrefix prefix) {
    return Optional.ofNullable(entries.get(prefix.encode())).map(PrefixRoutes::decode);
  }

  @Override
  public boolean takesUp(IpPrefix prefix) {
    return true;
  }

  @Override
  public void keep(IpPrefix prefix, PrefixRoutes routes) {
    entries.put(prefix.encode(), routes.encode());
  }

  @Override
  public void remove(IpPrefix prefix) {
    entries.remove(prefix.encode());
  }

  @Override
  public List<Entry> following(Optional<IpPrefix> after, int most) {
    Map<byte[], byte[]> rest =
        after.isEmpty() ? entries : entries.tailMap(after.get().encode(), false);
    return rest.entrySet().stream().limit(most).map(MemoryTable::entry).toList();
  }

  @Override
  public long visibleBelow(IpPrefix prefix) {
    Iterator<Entry> below =
        entries.subMap(prefix.encode(), false, prefix.encodedEnd(), false).entrySet().stream()
            .map(MemoryTable::entry)
            .iterator();
    return Below.of(below);
  }

  int size() {
    return entries.size();
  }

  long bytes() {
    return entries.entrySet().stream()
        .mapToLong(entry -> entry.getKey().length + entry.getValue().length)
        .sum();
  }

  private static Entry entry(Map.Entry<byte[], byte[]> bytes) {
    return new Entry(
        IpPrefix.decode(java.nio.ByteBuffer.wrap(bytes.getKey())),
        PrefixRoutes.decode(bytes.getValue()));
  }
}
