package org.signalfall.benchmarks.endtoend;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.signalfall.runtime.StreamsSettings;

/**
 * How Signalfall is set up wherever it is measured: as it is by default, but without taps, and with
 * room for more networks than countries have.
 */
final class TopologySettings {

  private static final int MOST_NETWORKS = 1_000_000;

  private TopologySettings() {}

  /** Returns the settings of a run in this process. */
  static StreamsSettings of(Bench bench, String run) {
    return new StreamsSettings(of(bench.client(), run, bench.state(run), bench.partitions()));
  }

  /** Returns the settings of a run, to be added to. */
  static Map<String, Object> of(
      Map<String, Object> client, String run, Path state, int partitions) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("application.id", run);
    settings.put("state.dir", state.toString());
    settings.put("num.stream.threads", partitions);
    settings.put(StreamsSettings.PARTITIONS, partitions);
    settings.put(StreamsSettings.TAP_SIGNALS, false);
    settings.put(StreamsSettings.LIMIT_SCOPES, MOST_NETWORKS);
    return settings;
  }
}
