package org.signalfall.ingest.prober;

import java.util.List;

/**
 * One service that is probed. A run over its components is one measurement.
 *
 * @param service name of the service, as the service catalogue has it
 * @param components its components, 1 to 100, each of another name
 */
public record ServicePlan(String service, List<ComponentPlan> components) {

  private static final int MAX_COMPONENTS = 100;

  public ServicePlan {
    components = List.copyOf(components);
    if (service.isBlank()) {
      throw new IllegalArgumentException("a service needs a name");
    }
    long names = components.stream().map(ComponentPlan::component).distinct().count();
    if (components.isEmpty() || components.size() > MAX_COMPONENTS || names < components.size()) {
      throw new IllegalArgumentException(
          "the service "
              + service
              + " needs 1 to "
              + MAX_COMPONENTS
              + " components, each of another name");
    }
  }
}
