package org.signalfall.ingest.scenario;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A script of facts about one country, from which measurements can be generated.
 *
 * @param name short name, part of the names of its feeds
 * @param country ISO 3166-1 alpha-2 code
 * @param zone zone in which its people wake and sleep
 * @param period time that is generated, whole ticks of five minutes
 * @param networks its networks
 * @param regions its regions
 * @param services the services that probes try
 * @param restrictions what is kept from people, and when
 * @param outages who is off, and when
 * @param visibleSlash24s how many /24s of the country full-feed peers see, whatever happens to its
 *     people
 */
public record Scenario(
    String name,
    String country,
    ZoneId zone,
    Period period,
    List<Network> networks,
    List<Region> regions,
    List<Service> services,
    List<Restriction> restrictions,
    List<Outage> outages,
    int visibleSlash24s) {

  public Scenario {
    networks = List.copyOf(networks);
    regions = List.copyOf(regions);
    services = List.copyOf(services);
    restrictions = List.copyOf(restrictions);
    outages = List.copyOf(outages);
  }

  /**
   * Returns the share of users of a network in a region who are online, 0 to 1.
   *
   * @param time epoch milliseconds
   */
  public double onlineShare(Network network, Region region, long time) {
    double depth = 0;
    for (Outage outage : outages) {
      if (outage.meets(network.asn(), region.code(), time)) {
        depth = Math.max(depth, outage.depth());
      }
    }
    return 1 - depth;
  }

  /**
   * Returns the heaviest restriction that an attempt meets, if any.
   *
   * @param time epoch milliseconds
   */
  Optional<Restriction> restriction(
      Service service, Component component, Network network, Region region, long time) {
    return restrictions.stream()
        .filter(
            one -> one.meets(service.name(), component.name(), network.asn(), region.code(), time))
        .max(Comparator.comparingDouble(Restriction::failShare));
  }
}
