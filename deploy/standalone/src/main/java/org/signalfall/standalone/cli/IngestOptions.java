package org.signalfall.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.signalfall.avro.Origin;
import org.signalfall.ingest.IngestConfig;
import org.signalfall.ingest.IngestListener;
import org.signalfall.ingest.IngestSummary;
import org.signalfall.ingest.Ingestion;
import org.signalfall.ingest.Source;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.topics.TopicAdmin;
import picocli.CommandLine.Option;

/** How files are sent to a given cluster. */
final class IngestOptions {

  @Option(
      names = "--origin",
      paramLabel = "ORIGIN",
      defaultValue = "REPLAY",
      description = "LIVE, REPLAY, SHADOW or SYNTHETIC (default: ${DEFAULT-VALUE}).")
  private Origin origin;

  @Option(
      names = "--grace",
      paramLabel = "DURATION",
      defaultValue = "1m",
      converter = DurationConverter.class,
      description = "How far out of order records may come (default: ${DEFAULT-VALUE}).")
  private Duration grace;

  /** Sends everything and says how much it was. */
  void send(List<Source> sources, ClusterOptions cluster, PrintWriter out)
      throws IOException, InterruptedException {
    Map<String, Object> config = cluster.clientWithRegistry();
    config.put(IngestConfig.ORIGIN, origin.name());
    config.put(IngestConfig.GRACE_MS, grace.toMillis());
    config.put(IngestConfig.PARTITIONS, partitions(cluster));
    try (Ingestion ingestion =
        new Ingestion(new IngestConfig(config), sources, IngestListener.NONE)) {
      IngestSummary sent = ingestion.run();
      out.printf(
          Locale.ROOT,
          "%,d records sent, %,d rejected to %s, %,d late.%n",
          sent.records(),
          sent.rejected(),
          TopicCatalogue.DEAD_LETTER,
          sent.late());
      out.flush();
      if (sent.records() == 0) {
        throw new CliException("There was nothing readable in the input.");
      }
    }
  }

  /** Markers go to every partition, so their number has to be what the cluster really has. */
  private static int partitions(ClusterOptions cluster) throws InterruptedException {
    try (Admin admin = cluster.admin()) {
      return new TopicAdmin(admin)
          .partitions(TopicCatalogue.RAW_PROBE)
          .orElseThrow(
              () ->
                  new CliException(
                      "The cluster has no topic "
                          + TopicCatalogue.RAW_PROBE
                          + ": see signalfall topics apply."));
    }
  }
}
