package org.signalfall.standalone.bgp;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.signalfall.bgp.Below;
import org.signalfall.bgp.IpPrefix;
import org.signalfall.bgp.PrefixRoutes;
import org.signalfall.bgp.PrefixTable;

/** A table of prefixes in memory. */
final class MemoryTable implements PrefixTable {

  private final NavigableMap<IpPrefix, PrefixRoutes> entries = new TreeMap<>();

  @Override
  public Optional<PrefixRoutes> find(IpPrefix prefix) {
    return Optional.ofNullable(entries.get(prefix));
  }

  @Override
  public boolean takesUp(IpPrefix prefix) {
    return true;
  }

  @Override
  public void keep(IpPrefix prefix, PrefixRoutes routes) {
    entries.put(prefix, routes);
  }

  @Override
  public void remove(IpPrefix prefix) {
    entries.remove(prefix);
  }

  @Override
  public List<Entry> following(Optional<IpPrefix> after, int most) {
    Map<IpPrefix, PrefixRoutes> rest =
        after.isEmpty() ? entries : entries.tailMap(after.get(), false);
    return rest.entrySet().stream().limit(most).map(MemoryTable::entry).toList();
  }

  @Override
  public long visibleBelow(IpPrefix prefix) {
    return Below.of(
        entries.tailMap(prefix, false).entrySet().stream()
            .takeWhile(entry -> prefix.covers(entry.getKey()))
            .map(MemoryTable::entry)
            .iterator());
  }

  private static Entry entry(Map.Entry<IpPrefix, PrefixRoutes> entry) {
    return new Entry(entry.getKey(), entry.getValue());
  }
}
