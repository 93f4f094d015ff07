package org.signalfall.ingest.scenario;

import java.util.Set;

/**
 * A fact of the script: people of networks or regions are off.
 *
 * @param asns networks concerned; empty means all of the regions
 * @param regions regions concerned; empty means all of the networks
 * @param period when
 * @param depth share of the ordinary level that is lost, 0 to 1
 */
public record Outage(Set<Long> asns, Set<String> regions, Period period, double depth) {

  public Outage {
    asns = Set.copyOf(asns);
    regions = Set.copyOf(regions);
    if (asns.isEmpty() && regions.isEmpty()) {
      throw new IllegalArgumentException("an outage needs a network or a region");
    }
  }

  /** Returns whether users of this network in this region are off then. */
  boolean meets(long asn, String region, long time) {
    return (asns.isEmpty() || asns.contains(asn))
        && (regions.isEmpty() || regions.contains(region))
        && period.contains(time);
  }
}
