package org.signalfall.ingest.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * A probe of the scenario.
 *
 * @param id its identity
 * @param network network that it sits in
 * @param region region that it sits in
 * @param softwareVersion version that it runs
 */
record Vantage(String id, Network network, Region region, String softwareVersion) {

  private static final List<String> VERSIONS = List.of("1.0", "1.1");

  /** Returns a network's vantages: by users of each region, and at least one in each. */
  static List<Vantage> of(Network network, List<Region> regions, int perNetwork) {
    double weights = regions.stream().mapToDouble(Region::weight).sum();
    List<Vantage> vantages = new ArrayList<>();
    for (Region region : regions) {
      long count = Math.max(1, Math.round(perNetwork * region.weight() / weights));
      for (long i = 0; i < count; i++) {
        int number = vantages.size();
        vantages.add(
            new Vantage(
                "AS" + network.asn() + "-" + number,
                network,
                region,
                VERSIONS.get(number % VERSIONS.size())));
      }
    }
    return List.copyOf(vantages);
  }
}
