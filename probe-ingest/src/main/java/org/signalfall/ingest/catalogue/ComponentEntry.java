package org.signalfall.ingest.catalogue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.signalfall.avro.Locality;

/** What one catalogue file says about a component; what it leaves open is empty. */
record ComponentEntry(
    String service,
    String component,
    Optional<String> operator,
    Optional<Endpoints> endpoints,
    OptionalInt expected,
    List<String> domains,
    List<AddressBlock> networks,
    List<String> tests,
    Optional<Locality> locality,
    Set<String> domesticIn) {

  /** Endpoints and how they are judged; the two are replaced together. */
  record Endpoints(Judgement judgement, List<Endpoint> all) {}

  private static final Endpoints NONE = new Endpoints(Judgement.ANY_OF, List.of());

  String name() {
    return service + "/" + component;
  }

  /** Returns this entry as changed by one of a later file: names add up, settings are replaced. */
  ComponentEntry overriddenBy(ComponentEntry later) {
    return new ComponentEntry(
        service,
        component,
        later.operator.or(() -> operator),
        later.endpoints.or(() -> endpoints),
        later.expected.isPresent() ? later.expected : expected,
        union(domains, later.domains),
        union(networks, later.networks),
        union(tests, later.tests),
        later.locality.or(() -> locality),
        later.domesticIn.isEmpty() ? domesticIn : later.domesticIn);
  }

  ServiceComponent toComponent() {
    Endpoints known = endpoints.orElse(NONE);
    return new ServiceComponent(
        service,
        component,
        operator,
        known.judgement,
        known.all,
        expected,
        domains,
        networks,
        tests,
        locality.orElse(Locality.FOREIGN),
        domesticIn);
  }

  private static <T> List<T> union(List<T> first, List<T> second) {
    Set<T> all = new LinkedHashSet<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }
}
