package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.signalfall.avro.Origin;
import org.signalfall.ingest.IngestConfig;
import org.signalfall.ingest.LiveIngestion;
import org.signalfall.ingest.LiveSource;
import picocli.CommandLine.Option;

/** How a live feed is sent to a given cluster. */
final class LiveOptions {

  @Option(
      names = "--origin",
      paramLabel = "ORIGIN",
      defaultValue = "LIVE",
      description = "LIVE, SHADOW or SYNTHETIC (default: ${DEFAULT-VALUE}).")
  private Origin origin;

  @Option(
      names = "--grace",
      paramLabel = "DURATION",
      defaultValue = "30s",
      converter = DurationConverter.class,
      description = "How late a record may come; nothing is judged sooner (default: 30s).")
  private Duration grace;

  /** Returns how late a record may come. */
  Duration grace() {
    return grace;
  }

  /** Returns options that a command has read itself. */
  static LiveOptions of(Origin origin, Duration grace) {
    LiveOptions options = new LiveOptions();
    options.origin = origin;
    options.grace = grace;
    return options;
  }

  /**
   * Returns the configuration of a feed's ingestion.
   *
   * @param client settings of a client that writes records
   * @param partitions partition count of the raw topics
   */
  IngestConfig config(Map<String, Object> client, int partitions) {
    Map<String, Object> config = new LinkedHashMap<>(client);
    config.put(IngestConfig.ORIGIN, origin.name());
    config.put(IngestConfig.GRACE_MS, grace.toMillis());
    config.put(IngestConfig.PARTITIONS, partitions);
    return new IngestConfig(config);
  }

  /**
   * Sends what a source hears until Ctrl-C.
   *
   * @param listening what to tell a person once the source listens
   * @throws CliException when the source or the cluster fails
   */
  void send(LiveSource source, ClusterOptions cluster, String listening, PrintWriter out)
      throws InterruptedException {
    IngestConfig config = config(cluster.clientWithRegistry(), RawPartitions.of(cluster));
    try (CtrlC ctrlC = new CtrlC();
        LiveIngestion ingestion = new LiveIngestion(config, source)) {
      out.println(listening + " Ctrl-C ends it.");
      out.flush();
      UntilCtrlC.run(List.of(ingestion::run), ctrlC, () -> {});
    } catch (ExecutionException e) {
      throw new CliException(OneSentence.ended(e.getCause().getMessage()), e.getCause());
    }
  }
}
