package org.signalfall.ingest.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.signalfall.avro.Locality;

/**
 * One component of a service, as the catalogue knows it.
 *
 * @param service name of the service, such as {@code whatsapp}
 * @param component name of the component, such as {@code app}, {@code web} or {@code media}
 * @param operator who runs the service
 * @param judgement how the endpoints make up one outcome
 * @param endpoints where it answers; empty when only domains are known
 * @param expected endpoints that a test tries at least; empty when it is as many as it tried
 * @param domains domains that belong to it, with all their subdomains
 * @param networks address blocks that belong to the operator
 * @param tests tests that measure it, such as {@code whatsapp/endpoints}
 * @param locality where it stands for whom it isn't domestic
 * @param domesticIn countries that it stands in, ISO 3166-1 alpha-2
 */
public record ServiceComponent(
    String service,
    String component,
    Optional<String> operator,
    Judgement judgement,
    List<Endpoint> endpoints,
    OptionalInt expected,
    List<String> domains,
    List<AddressBlock> networks,
    List<String> tests,
    Locality locality,
    Set<String> domesticIn) {

  public ServiceComponent {
    endpoints = List.copyOf(endpoints);
    domains = List.copyOf(domains);
    networks = List.copyOf(networks);
    tests = List.copyOf(tests);
    domesticIn = Set.copyOf(domesticIn);
  }

  /** Returns where it stands as seen from a country, ISO 3166-1 alpha-2. */
  public Locality localityFrom(String country) {
    return domesticIn.contains(country) ? Locality.DOMESTIC : locality;
  }

  /**
   * Returns whether a host of it had been given up at a time, so that its failure means nothing.
   */
  public boolean isRetired(String host, Instant time) {
    return endpoints.stream()
        .anyMatch(endpoint -> endpoint.host().equals(host) && endpoint.isRetired(time));
  }

  /** Returns whether an address is the operator's; false too when no block of it is known. */
  public boolean owns(String address) {
    return networks.stream().anyMatch(block -> block.contains(address));
  }
}
