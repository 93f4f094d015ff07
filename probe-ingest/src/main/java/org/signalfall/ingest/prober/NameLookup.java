package org.signalfall.ingest.prober;

import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What two resolvers say about one name.
 *
 * <p>The vantage's users depend on the system's resolver, so what it says is judged, whether the
 * other agrees or not: both may be lied to on the way. Answers without an address in common are
 * ordinary for what stands behind a CDN and mean nothing by themselves. They are in dispute, and
 * who answers at the addresses settles it: see {@link TargetProbe}.
 *
 * @param system answer of the resolver that the vantage's system is set to
 * @param other answer of another resolver; empty when there is none
 */
record NameLookup(DnsAnswer system, Optional<DnsAnswer> other) {

  /** Returns what the answer of the system's resolver comes to by itself. */
  Finding finding(Bogons bogons) {
    return system.addresses().stream().anyMatch(bogons::contain)
        ? Finding.BOGON
        : system.status().finding();
  }

  /** Returns addresses of the other resolver where the two have none in common. */
  List<InetAddress> disputed() {
    List<InetAddress> others = other.map(DnsAnswer::addresses).orElse(List.of());
    return Collections.disjoint(others, system.addresses()) ? others : List.of();
  }
}
