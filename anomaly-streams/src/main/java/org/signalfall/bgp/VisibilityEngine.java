package org.signalfall.bgp;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Says which prefixes are visible, and how many units of address space that makes.
 *
 * <p>Words come in the order of time and are applied to tables at once; prefixes are judged when
 * their bin ends, so that the counts are those at the end of a bin. At the end of a bin with the
 * witnesses W a prefix is judged again when
 *
 * <ul>
 *   <li>an update has changed what a witness's table says of it, or
 *   <li>a table took another's place that says something else, or that of none, since a peer never
 *       heard before says something of every prefix;
 * </ul>
 *
 * and then it is visible when at least half of W hold a route for it, with the origins that any of
 * W tells. A witness that leaves, or returns and says what it said before, changes nothing: we lost
 * sight, nobody lost a route. While W is empty what has changed waits for a witness.
 *
 * <p>A unit counts for its most specific visible prefix. Each prefix knows how many of its units
 * visible prefixes in it take, so that one that appears or goes moves only that number along the
 * prefixes around it: a judgement costs one look at each shorter length. A prefix never heard of
 * costs a look at what lies in it. One for which the table has no room is not taken up, whoever
 * holds a route for it.
 *
 * <p>Not safe for several threads: the task that owns the store owns the engine.
 */
public final class VisibilityEngine {

  /** Beyond so many touched prefixes it is cheaper to pass over all than to look each one up. */
  private static final int MAX_TOUCHED = 20_000;

  private final PeerSessions sessions;
  private final PrefixTable prefixes;
  private final CountSink counts;
  private final SightListener listener;
  private final SortedSet<IpPrefix> touched = new TreeSet<>();
  private boolean passesOverAll = true;
  private Optional<IpPrefix> passedThrough = Optional.empty();

  /**
   * Creates an engine over state that is kept elsewhere. Which prefixes were touched is remembered
   * with them, but not listed: the first bin that ends passes over all.
   */
  public VisibilityEngine(
      PeerSessions sessions, PrefixTable prefixes, CountSink counts, SightListener listener) {
    this.sessions = sessions;
    this.prefixes = prefixes;
    this.counts = counts;
    this.listener = listener;
  }

  /**
   * Applies a word.
   *
   * @param time event time in epoch ms, not before that of any earlier word
   */
  public void take(long time, BgpWord word) {
    if (word instanceof BgpWord.Announced announced) {
      announce(announced.prefix(), List.of(announced.route()), false);
    } else if (word instanceof BgpWord.Withdrawn withdrawn) {
      withdraw(withdrawn);
    } else if (word instanceof BgpWord.Dumped dumped) {
      announce(dumped.prefix(), dumped.routes(), true);
    } else if (word instanceof BgpWord.Changed changed) {
      sessions.change(time, changed, listener);
    }
  }

  /** A dump shows a table as it was when the transfer began: newer routes stand. */
  private void announce(IpPrefix prefix, List<BgpWord.Route> routes, boolean dumped) {
    Optional<PrefixRoutes> known = prefixes.find(prefix);
    PrefixRoutes changed = known.orElseGet(PrefixRoutes::new);
    boolean isChanged = false;
    boolean isShown = false;
    for (BgpWord.Route route : routes) {
      int loading = sessions.loadingTable(route.peer());
      int open = sessions.openTable(route.peer());
      if (loading >= 0) {
        isChanged |= changed.put(loading, route.path(), route.origins());
      }
      boolean shows = open >= 0 && !(dumped && loading >= 0);
      if (shows && changed.put(open, route.path(), route.origins())) {
        isChanged = true;
        isShown = true;
      }
    }
    if (!isChanged || (known.isEmpty() && !prefixes.takesUp(prefix))) {
      return;
    }
    if (known.isEmpty()) {
      changed.addBelow(prefixes.visibleBelow(prefix));
    }
    if (isShown) {
      touch(prefix, changed);
    }
    prefixes.keep(prefix, changed);
  }

  private void withdraw(BgpWord.Withdrawn word) {
    Optional<PrefixRoutes> known = prefixes.find(word.prefix());
    if (known.isEmpty()) {
      return;
    }
    PrefixRoutes changed = known.get();
    int loading = sessions.loadingTable(word.peer());
    int open = sessions.openTable(word.peer());
    boolean isChanged = loading >= 0 && changed.remove(loading, word.path());
    if (open >= 0 && changed.remove(open, word.path())) {
      isChanged = true;
      touch(word.prefix(), changed);
    }
    if (isChanged) {
      keep(word.prefix(), changed);
    }
  }

  private void touch(IpPrefix prefix, PrefixRoutes routes) {
    routes.touch();
    if (touched.size() < MAX_TOUCHED) {
      touched.add(prefix);
    } else {
      passesOverAll = true;
    }
  }

  private void keep(IpPrefix prefix, PrefixRoutes routes) {
    if (routes.isEmpty()) {
      prefixes.remove(prefix);
    } else {
      prefixes.keep(prefix, routes);
    }
  }

  /**
   * Judges at the end of a bin, a bounded number of prefixes a call. No word may be taken until a
   * call has looked at fewer than it might.
   *
   * @param most prefixes to look at in this call, at least 1
   * @return how many it looked at
   */
  public int closeBin(int most) {
    BitSet witnesses = sessions.witnessTables();
    if (sessions.isUnsettled() || (passesOverAll && !witnesses.isEmpty())) {
      return passOver(witnesses, most);
    }
    if (witnesses.isEmpty()) {
      // What was touched stays marked, and is looked for when somebody can be asked again.
      passesOverAll |= !touched.isEmpty();
      touched.clear();
      return 0;
    }
    int judged = 0;
    for (; judged < most && !touched.isEmpty(); judged++) {
      IpPrefix prefix = touched.first();
      touched.remove(prefix);
      PrefixRoutes routes = prefixes.find(prefix).orElseThrow();
      judge(prefix, routes, witnesses);
      keep(prefix, routes);
    }
    return judged;
  }

  private int passOver(BitSet witnesses, int most) {
    List<PrefixTable.Entry> entries = prefixes.following(passedThrough, most);
    for (PrefixTable.Entry entry : entries) {
      PrefixRoutes routes = entry.routes();
      boolean toJudge = routes.isTouched() || sessions.saysAnew(routes);
      boolean isChanged = routes.removeAll(sessions.retiredTables());
      if (toJudge && witnesses.isEmpty()) {
        routes.touch();
      } else if (toJudge) {
        judge(entry.prefix(), routes, witnesses);
      }
      if (toJudge || isChanged) {
        keep(entry.prefix(), routes);
      }
    }
    if (entries.size() == most) {
      passedThrough = Optional.of(entries.get(most - 1).prefix());
      return most;
    }
    passedThrough = Optional.empty();
    passesOverAll = witnesses.isEmpty();
    touched.clear();
    sessions.settled();
    return entries.size();
  }

  private void judge(IpPrefix prefix, PrefixRoutes routes, BitSet witnesses) {
    int holders = routes.holders(witnesses);
    boolean is = holders > 0 && 2 * holders >= witnesses.cardinality();
    boolean was = routes.isVisible();
    List<Long> origins = is ? routes.originsIn(witnesses) : List.of();
    long own = prefix.units() - routes.below();
    if (was != is || !origins.equals(routes.countedOrigins())) {
      if (was) {
        count(prefix, routes.countedOrigins(), -own);
      }
      if (is) {
        count(prefix, origins, own);
      }
    }
    routes.judged(is, origins);
    if (was != is && own != 0) {
      tellWider(prefix, is ? own : -own);
    }
  }

  /** Units that a prefix takes are no longer those of the prefix around it, and the reverse. */
  private void tellWider(IpPrefix taker, long units) {
    IpPrefix wider = taker;
    while (wider.hasWider()) {
      wider = wider.wider();
      Optional<PrefixRoutes> known = prefixes.find(wider);
      if (known.isPresent()) {
        PrefixRoutes routes = known.get();
        routes.addBelow(units);
        prefixes.keep(wider, routes);
        if (routes.isVisible()) {
          count(wider, routes.countedOrigins(), -units);
          return;
        }
      }
    }
  }

  private void count(IpPrefix prefix, List<Long> origins, long units) {
    if (units != 0) {
      counts.add(prefix, origins, units);
    }
  }
}
