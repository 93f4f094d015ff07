package org.signalfall.ingest.ooni;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.signalfall.ingest.catalogue.ServiceCatalogue;
import org.signalfall.ingest.catalogue.ServiceComponent;

/**
 * The hosts that redirects led a website test through.
 *
 * <p>A redirect over HTTPS is the site's own word: the site was reached, and what comes of the rest
 * concerns the service that it leads to. One over plain HTTP can be anybody's, a censor's too, so
 * that what comes of it concerns the site that was asked.
 *
 * @param passed services that answered over HTTPS and led on to another, the first first
 * @param last service that the outcome of the test concerns
 * @param end where the trail ended
 */
record RedirectTrail(List<ServiceComponent> passed, ServiceComponent last, Target end) {

  /**
   * Follows the trail.
   *
   * @param input what the test was asked to fetch
   * @param exchanges requests and responses, latest first
   */
  static RedirectTrail of(Target input, List<Exchange> exchanges, ServiceCatalogue catalogue) {
    List<ServiceComponent> passed = new ArrayList<>();
    ServiceComponent last = catalogue.ofHost(input.host());
    Target end = input;
    boolean trusted = true;
    for (Target hop : hops(exchanges)) {
      trusted &= end.https() || end.host().equals(hop.host());
      end = hop;
      ServiceComponent component = catalogue.ofHost(hop.host());
      if (trusted && !component.service().equals(last.service())) {
        passed.add(last);
        last = component;
      }
    }
    return new RedirectTrail(List.copyOf(passed), last, end);
  }

  /**
   * Returns where requests went, in order, and where the last response leads that none followed.
   */
  private static List<Target> hops(List<Exchange> exchanges) {
    List<Target> hops = new ArrayList<>();
    exchanges.forEach(exchange -> hops.add(exchange.target()));
    Collections.reverse(hops);
    Optional<Exchange> latest = exchanges.stream().findFirst();
    latest
        .filter(exchange -> exchange.failure().isEmpty())
        .flatMap(Exchange::location)
        .ifPresent(hops::add);
    return hops;
  }
}
