package org.signalfall.ingest.scenario;

import java.util.List;

/**
 * A service of the scenario.
 *
 * @param name as the service catalogue names it
 * @param components what a measurement of it tries, at least one
 */
public record Service(String name, List<Component> components) {

  public Service {
    components = List.copyOf(components);
  }
}
