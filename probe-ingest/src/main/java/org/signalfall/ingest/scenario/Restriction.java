package org.signalfall.ingest.scenario;

import java.util.Set;
import org.signalfall.avro.Layer;

/**
 * A fact of the script: a service, or a component of it, is kept from people.
 *
 * @param service service concerned
 * @param components components concerned; empty means all
 * @param layer layer at which the failure shows
 * @param asns networks that enforce it; empty means all
 * @param regions regions where it is enforced; empty means all
 * @param period when
 * @param failShare share of attempts that fail, 0 to 1
 */
public record Restriction(
    String service,
    Set<String> components,
    Layer layer,
    Set<Long> asns,
    Set<String> regions,
    Period period,
    double failShare) {

  public Restriction {
    components = Set.copyOf(components);
    asns = Set.copyOf(asns);
    regions = Set.copyOf(regions);
  }

  /** Returns whether an attempt at this component, there and then, meets the restriction. */
  boolean meets(String service, String component, long asn, String region, long time) {
    return this.service.equals(service)
        && covers(components, component)
        && covers(asns, asn)
        && covers(regions, region)
        && period.contains(time);
  }

  private static <T> boolean covers(Set<T> named, T one) {
    return named.isEmpty() || named.contains(one);
  }
}
