package org.signalfall.ingest.prober;

import java.util.List;
import org.signalfall.avro.Locality;
import org.signalfall.ingest.catalogue.Judgement;

/**
 * One component of a service, and where it is probed.
 *
 * @param component name of the component, such as {@code app} or {@code web}
 * @param locality where its targets stand, seen from the vantage; never UNKNOWN
 * @param needed how the targets make up one outcome
 * @param targets 1 to 200 targets
 */
public record ComponentPlan(
    String component, Locality locality, Judgement needed, List<ProbeTarget> targets) {

  private static final int MAX_TARGETS = 200;

  public ComponentPlan {
    targets = List.copyOf(targets);
    if (component.isBlank()) {
      throw new IllegalArgumentException("a component needs a name");
    }
    if (locality == Locality.UNKNOWN) {
      throw new IllegalArgumentException("the component " + component + " needs a locality");
    }
    if (targets.isEmpty() || targets.size() > MAX_TARGETS) {
      throw new IllegalArgumentException(
          "the component " + component + " needs 1 to " + MAX_TARGETS + " targets");
    }
  }
}
