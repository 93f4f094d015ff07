package org.signalfall.ingest.series;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What IODA's data sources are called here. A source that isn't known keeps its name, as {@code
 * ioda-NAME}; a subtype is put behind the name.
 */
final class IodaSignals {

  /**
   * A signal and the service that it is of.
   *
   * @param service null for connectivity itself
   */
  record Signal(String name, String service) {}

  /** Google's transparency report: one subtype a product, in thousandths of the world's traffic. */
  private static final String GOOGLE = "gtr";

  private static final String WEB_SEARCH = "web-search";
  private static final String YOUTUBE = "youtube";

  private static final Map<String, String> NAMES =
      Map.of(
          "bgp", "bgp-visible-slash24s",
          "ping-slash24", "active-probing-up-slash24s",
          "ping-slash24-loss", "active-probing-reply-share",
          "merit-nt", "telescope-unique-sources",
          "ucsd-nt", "telescope-unique-sources-ucsd",
          "gtr-norm", "google-traffic-norm");

  /** Forecasts, and what rises in an outage instead of falling: none of them is a level. */
  private static final Set<String> PASSED_OVER =
      Set.of(
          "gtr-sarima",
          "ping-slash24-latency",
          "upstream-delay-penult-asns",
          "upstream-delay-penult-e2e-latency");

  private IodaSignals() {}

  /** Returns the signal of a data source, empty when its values are no level. */
  static Optional<Signal> of(String datasource, String subtype) {
    if (PASSED_OVER.contains(datasource)) {
      return Optional.empty();
    }
    String kind = subtype.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    if (datasource.equals(GOOGLE) && !kind.isEmpty()) {
      return Optional.of(google(kind));
    }
    String name = NAMES.getOrDefault(datasource, "ioda-" + datasource);
    return Optional.of(new Signal(kind.isEmpty() ? name : name + "-" + kind, null));
  }

  private static Signal google(String product) {
    if (product.equals(WEB_SEARCH)) {
      return new Signal("google-search-traffic", null);
    }
    String service = product.equals(YOUTUBE) ? YOUTUBE : "google-" + product;
    return new Signal("google-" + product + "-traffic", service);
  }
}
