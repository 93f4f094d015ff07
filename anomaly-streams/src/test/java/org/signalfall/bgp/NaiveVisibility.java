package org.signalfall.bgp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rules of {@link VisibilityEngine} written down a second time, with whole maps instead of bits
 * and numbers, and units counted one by one.
 */
final class NaiveVisibility {

  private static final class Peer {

    private boolean up;
    private boolean silent;
    private long downSince;
    private Map<IpPrefix, Map<Long, List<Long>>> table;
    private Map<IpPrefix, Map<Long, List<Long>>> loading;

    boolean keepsTable() {
      return up && table != null;
    }

    boolean isWitness() {
      return keepsTable() && !silent;
    }
  }

  private final Map<Integer, Peer> peers = new TreeMap<>();
  private final Map<IpPrefix, Set<Long>> visible = new HashMap<>();
  private final Set<IpPrefix> touched = new HashSet<>();
  private final Set<IpPrefix> everHeard = new HashSet<>();
  private boolean newWitness;

  void take(long time, BgpWord word) {
    if (word instanceof BgpWord.Announced announced) {
      announce(announced.prefix(), announced.route(), false);
    } else if (word instanceof BgpWord.Dumped dumped) {
      dumped.routes().forEach(route -> announce(dumped.prefix(), route, true));
    } else if (word instanceof BgpWord.Withdrawn withdrawn) {
      Peer peer = peer(withdrawn.peer());
      if (peer.loading != null) {
        withdraw(peer.loading, withdrawn);
      }
      if (peer.keepsTable() && withdraw(peer.table, withdrawn)) {
        touched.add(withdrawn.prefix());
      }
    } else if (word instanceof BgpWord.Changed changed) {
      change(time, changed);
    }
  }

  private void announce(IpPrefix prefix, BgpWord.Route route, boolean dumped) {
    everHeard.add(prefix);
    Peer peer = peer(route.peer());
    boolean loads = peer.loading != null;
    if (loads) {
      announce(peer.loading, prefix, route);
    }
    if (peer.keepsTable() && !(dumped && loads) && announce(peer.table, prefix, route)) {
      touched.add(prefix);
    }
  }

  /** A path without an identifier takes the place of all that there are. */
  private static boolean announce(
      Map<IpPrefix, Map<Long, List<Long>>> table, IpPrefix prefix, BgpWord.Route route) {
    Map<Long, List<Long>> before = table.getOrDefault(prefix, Map.of());
    Map<Long, List<Long>> paths = new TreeMap<>(before);
    boolean anonymous = route.path() == BgpWord.NO_PATH || before.containsKey(BgpWord.NO_PATH);
    if (anonymous) {
      paths.clear();
    }
    paths.put(route.path(), route.origins());
    table.put(prefix, paths);
    return !paths.equals(before);
  }

  private static boolean withdraw(
      Map<IpPrefix, Map<Long, List<Long>>> table, BgpWord.Withdrawn word) {
    Map<Long, List<Long>> before = table.get(word.prefix());
    if (before == null) {
      return false;
    }
    Map<Long, List<Long>> paths = new TreeMap<>(before);
    if (word.path() == BgpWord.NO_PATH || before.containsKey(BgpWord.NO_PATH)) {
      paths.clear();
    }
    paths.remove(word.path());
    if (paths.isEmpty()) {
      table.remove(word.prefix());
    } else {
      table.put(word.prefix(), paths);
    }
    return !paths.equals(before);
  }

  private static Set<Long> origins(Map<IpPrefix, Map<Long, List<Long>>> table, IpPrefix prefix) {
    Map<Long, List<Long>> paths = table.get(prefix);
    if (paths == null) {
      return null;
    }
    Set<Long> origins = new TreeSet<>();
    paths.values().forEach(origins::addAll);
    return origins;
  }

  private void change(long time, BgpWord.Changed changed) {
    for (Peer other : peers.values()) {
      if (!other.up && time - other.downSince >= PeerSessions.MEMORY.toMillis()) {
        other.table = null;
      }
    }
    Peer peer = peer(changed.peer());
    switch (changed.session()) {
      case TRANSFER -> peer.loading = new HashMap<>();
      case DOWN -> {
        peer.loading = null;
        if (peer.keepsTable()) {
          peer.downSince = time;
        }
        peer.up = false;
        peer.silent = false;
      }
      case SILENT -> peer.silent = peer.keepsTable();
      case UP -> {
        peer.up = true;
        peer.silent = false;
        if (peer.loading != null) {
          replace(peer, changed.full() ? peer.loading : null);
          peer.loading = null;
        }
      }
    }
  }

  private void replace(Peer peer, Map<IpPrefix, Map<Long, List<Long>>> by) {
    if (by != null) {
      newWitness |= peer.table == null;
      for (IpPrefix prefix : everHeard) {
        if (peer.table != null
            && !Objects.equals(origins(peer.table, prefix), origins(by, prefix))) {
          touched.add(prefix);
        }
      }
    }
    peer.table = by;
  }

  void closeBin() {
    List<Peer> witnesses = peers.values().stream().filter(Peer::isWitness).toList();
    if (newWitness) {
      touched.addAll(everHeard);
      newWitness = false;
    }
    if (witnesses.isEmpty()) {
      return;
    }
    for (IpPrefix prefix : touched) {
      List<Set<Long>> routes = new ArrayList<>();
      for (Peer witness : witnesses) {
        Optional.ofNullable(origins(witness.table, prefix)).ifPresent(routes::add);
      }
      if (!routes.isEmpty() && 2 * routes.size() >= witnesses.size()) {
        Set<Long> origins = new TreeSet<>();
        routes.forEach(origins::addAll);
        visible.put(prefix, origins);
      } else {
        visible.remove(prefix);
      }
    }
    touched.clear();
  }

  /** Counts every unit of a covering block on its own. */
  Map<String, Long> counts(IpPrefix block) {
    Map<String, Long> counts = new TreeMap<>();
    long step = block.family() == 4 ? 1L << 40 : 1L << 16;
    int unit = block.family() == 4 ? 24 : 48;
    for (long i = 0; i < block.units(); i++) {
      IpPrefix one = new IpPrefix(block.family(), block.bits() + i * step, unit);
      IpPrefix best = null;
      for (IpPrefix prefix : visible.keySet()) {
        if (prefix.covers(one) && (best == null || prefix.length() > best.length())) {
          best = prefix;
        }
      }
      if (best != null) {
        for (String scope : Scopes.of(best, List.copyOf(visible.get(best)))) {
          counts.merge(scope, 1L, Long::sum);
        }
      }
    }
    return counts;
  }

  Set<IpPrefix> visible() {
    return visible.keySet();
  }

  private Peer peer(int number) {
    return peers.computeIfAbsent(number, n -> new Peer());
  }
}
