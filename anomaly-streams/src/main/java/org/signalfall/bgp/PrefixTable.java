package org.signalfall.bgp;

import java.util.List;
import java.util.Optional;

/**
 * The prefixes of one feed that meet in one task, in the order of {@link IpPrefix}: wider ones
 * before those that lie in them.
 */
public interface PrefixTable {

  /** One prefix and what is known of it. */
  record Entry(IpPrefix prefix, PrefixRoutes routes) {}

  /** Returns what is known of a prefix. */
  Optional<PrefixRoutes> find(IpPrefix prefix);

  /**
   * Makes room for a prefix that isn't known and will now be kept.
   *
   * @return whether there is room; without it the prefix may not be kept
   */
  boolean takesUp(IpPrefix prefix);

  /** Keeps what is known of a prefix, for which there is room. */
  void keep(IpPrefix prefix, PrefixRoutes routes);

  /** Forgets a prefix that is known. */
  void remove(IpPrefix prefix);

  /**
   * Returns prefixes in order.
   *
   * @param after the last one that is not wanted; empty to begin with the first of all
   * @param most how many to return at most
   */
  List<Entry> following(Optional<IpPrefix> after, int most);

  /** Returns how many units of the prefix visible prefixes take that lie in it, each unit once. */
  long visibleBelow(IpPrefix prefix);
}
