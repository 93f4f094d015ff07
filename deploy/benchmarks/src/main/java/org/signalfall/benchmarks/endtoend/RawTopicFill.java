package org.signalfall.benchmarks.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.signalfall.ingest.IngestConfig;
import org.signalfall.ingest.IngestListener;
import org.signalfall.ingest.Ingestion;
import org.signalfall.ingest.Source;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.topics.TopicAdmin;

/** Brings a load into the raw topic, as an ingestion does. */
final class RawTopicFill {

  private RawTopicFill() {}

  /** Creates the topics of the catalogue. */
  static void createTopics(Bench bench) throws InterruptedException {
    try (Admin admin = Admin.create(bench.client())) {
      new TopicAdmin(admin).createMissing(new TopicCatalogue(bench.partitions()));
    }
  }

  /** Creates the topics and writes the load, as fast as it goes. */
  static void asFastAsPossible(Bench bench) throws IOException, InterruptedException {
    createTopics(bench);
    Map<String, Object> config = config(bench);
    config.put(IngestConfig.MARKER_INTERVAL_MS, Duration.ofSeconds(20).toMillis());
    ingest(config, bench.load());
  }

  /**
   * Writes the load at its pace into topics that are there; a marker goes out at each bin's end.
   */
  static void paced(Bench bench, PacedSource paced) throws IOException, InterruptedException {
    Map<String, Object> config = config(bench);
    config.put(IngestConfig.MARKER_INTERVAL_MS, Duration.ofMinutes(1).toMillis());
    // A load is in order: what waited for stragglers would leave its pace.
    config.put(IngestConfig.GRACE_MS, 0);
    ingest(config, paced);
  }

  /** The same, with a marker after so many records, and so long as the load's time stands still. */
  static void paced(Bench bench, PacedSource paced, int markerRecords)
      throws IOException, InterruptedException {
    Map<String, Object> config = config(bench);
    config.put(IngestConfig.MARKER_RECORDS, markerRecords);
    config.put(IngestConfig.GRACE_MS, 0);
    ingest(config, paced);
  }

  private static Map<String, Object> config(Bench bench) {
    Map<String, Object> config = bench.client();
    config.put(IngestConfig.PARTITIONS, bench.partitions());
    config.put(IngestConfig.POSITION, "OFF");
    config.put(IngestConfig.MARKER_RECORDS, Integer.MAX_VALUE);
    return config;
  }

  private static void ingest(Map<String, Object> config, Source source)
      throws IOException, InterruptedException {
    try (Ingestion ingestion =
        new Ingestion(new IngestConfig(config), List.of(source), IngestListener.NONE)) {
      ingestion.run();
    }
  }
}
