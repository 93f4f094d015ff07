package org.signalfall.bgp;

import java.util.List;

/** Takes changes of how many units are visible. */
@FunctionalInterface
public interface CountSink {

  /**
   * Notes a change.
   *
   * @param prefix the most specific visible prefix of the units, which says where they are
   * @param origins ASNs for each of which the units count, rising
   * @param units how many units more are visible; negative for fewer
   */
  void add(IpPrefix prefix, List<Long> origins, long units);
}
