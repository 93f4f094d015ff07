package org.signalfall.ingest.scenario;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.signalfall.avro.FeedKind;
import org.signalfall.ingest.FeedInfo;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.Source;

/**
 * Turns a scenario into feeds. The same scenario, volumes and seed give the same records, on any
 * machine.
 */
public final class ScenarioSources {

  /** Feed of the measurements. */
  public static final String PROBES = "scenario:probes";

  /** Feed of the levels. */
  public static final String TRAFFIC = "scenario:traffic";

  private ScenarioSources() {}

  /**
   * Returns the scenario's feeds.
   *
   * @param seed from which all that isn't a fact of the script is drawn
   */
  public static List<Source> of(Scenario scenario, Volumes volumes, long seed) {
    return List.of(
        probes(scenario, volumes, seed),
        new Generated(
            feed(TRAFFIC, FeedKind.TRAFFIC),
            scenario.period(),
            identity(scenario, seed),
            // Another seed, lest the two feeds share their noise.
            () -> new TrafficGenerator(scenario, volumes, ~seed)));
  }

  /** Returns the measurements alone. */
  static Source probes(Scenario scenario, Volumes volumes, long seed) {
    return new Generated(
        feed(PROBES, FeedKind.PROBE),
        scenario.period(),
        identity(scenario, seed),
        () -> new ProbeGenerator(scenario, volumes, seed));
  }

  private static String identity(Scenario scenario, long seed) {
    return scenario.name() + ", seed " + seed;
  }

  private static FeedInfo feed(String name, FeedKind kind) {
    return new FeedInfo(
        name, kind, Optional.of("Signalfall, generated"), Optional.of("Apache-2.0"));
  }

  private record Generated(
      FeedInfo feed, Period period, String identity, Supplier<TickGenerator> generator)
      implements Source {

    @Override
    public RecordReader open(Rejections rejections) {
      return new TickReader(generator.get(), period);
    }
  }
}
