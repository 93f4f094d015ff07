package org.signalfall.ingest.scenario;

import java.util.ArrayList;
import java.util.List;
import org.signalfall.ingest.Source;

/**
 * What the demo plays: Iran in September 2022 with levels and measurements, others with the latter.
 */
public final class Demo {

  private Demo() {}

  /**
   * Returns the demo's two feeds.
   *
   * @param seed from which all that isn't a fact of the scripts is drawn
   */
  public static List<Source> sources(long seed) {
    List<Source> sources =
        new ArrayList<>(ScenarioSources.of(IranSeptember2022.script(), Volumes.DEMO, seed));
    long own = seed;
    for (Scenario script : Elsewhere2022.scripts()) {
      // Another seed for each, lest countries share their noise.
      own++;
      sources.add(ScenarioSources.probes(script, Volumes.DEMO, own));
    }
    return List.copyOf(sources);
  }
}
