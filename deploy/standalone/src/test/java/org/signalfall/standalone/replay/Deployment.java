package org.signalfall.standalone.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.awaitility.Awaitility;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Evaluated;
import org.signalfall.avro.Origin;
import org.signalfall.ingest.IngestConfig;
import org.signalfall.ingest.IngestListener;
import org.signalfall.ingest.Ingestion;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.ooni.OoniSource;
import org.signalfall.ingest.series.SeriesSource;
import org.signalfall.schema.json.CanonicalEvent;
import org.signalfall.schema.serde.ContractSerdes;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.topics.TopicAdmin;

/**
 * An application on brokers and a registry that are there already, its workers in processes of
 * their own: what goes in, how far it is, and what a reader of commits sees come out.
 */
final class Deployment implements AutoCloseable {

  private static final String APPLICATION = "signalfall";
  private static final int PARTITIONS = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Set<String> RAW =
      Set.of(TopicCatalogue.RAW_PROBE, TopicCatalogue.RAW_TRAFFIC);

  /** So little at a time that a worker always has a rest to do. */
  private static final Map<String, String> SLOWLY =
      Map.of(
          "signalfall.partitions", String.valueOf(PARTITIONS),
          "signalfall.tap.signals", "false",
          "num.stream.threads", "1",
          "num.standby.replicas", "0",
          "commit.interval.ms", "20",
          "max.poll.records", "10");

  private final Map<String, Object> client;
  private final Path folder;
  private final Admin admin;
  private final Set<String> feeds = new HashSet<>();
  private final List<WorkerProcess> workers = new ArrayList<>();

  /**
   * Creates the topics.
   *
   * @param client settings of a client that reads or writes records
   * @param folder where workers keep their state and their words
   */
  Deployment(Map<String, Object> client, Path folder) throws InterruptedException {
    this.client = Map.copyOf(client);
    this.folder = folder;
    this.admin = Admin.create(this.client);
    new TopicAdmin(admin).createMissing(new TopicCatalogue(PARTITIONS));
  }

  /** Sends all of some input, and that it has ended. */
  void send(GeneratedInput.Files input) throws IOException, InterruptedException {
    Map<String, Object> config = new HashMap<>(client);
    config.put(IngestConfig.PARTITIONS, PARTITIONS);
    config.put(IngestConfig.POSITION, "OFF");
    config.put(IngestConfig.ORIGIN, Origin.REPLAY.name());
    // Several requests in flight only overtake each other, and then are sent again.
    config.put("max.in.flight.requests.per.connection", 1);
    List<Source> sources =
        List.of(new SeriesSource(input.series(), Map.of()), new OoniSource(List.of(input.ooni())));
    try (Ingestion ingestion =
        new Ingestion(new IngestConfig(config), sources, IngestListener.NONE)) {
      ingestion.run();
    }
    sources.forEach(source -> feeds.add(source.feed().name()));
  }

  /**
   * Describes a worker without starting it.
   *
   * @param others settings beside those of every worker, or in their place
   */
  WorkerProcess worker(String name, Map<String, String> others) {
    Map<String, String> settings = new HashMap<>(SLOWLY);
    client.forEach((key, value) -> settings.put(key, value.toString()));
    settings.putAll(others);
    WorkerProcess worker = new WorkerProcess(folder, name, settings);
    workers.add(worker);
    return worker;
  }

  /** Returns how many raw records there are, with what ends transactions. */
  long written() throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (String topic : RAW) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
      }
    }
    return admin.listOffsets(ends).all().get().values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  /** Waits until the application has committed so many of the raw records. */
  void awaitCommitted(long point) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              requireWorkersAlive();
              return committed() >= point;
            });
  }

  private long committed() throws ExecutionException, InterruptedException {
    try {
      Map<TopicPartition, OffsetAndMetadata> offsets =
          admin.listConsumerGroupOffsets(APPLICATION).partitionsToOffsetAndMetadata().get();
      return offsets.entrySet().stream()
          .filter(entry -> RAW.contains(entry.getKey().topic()))
          .mapToLong(entry -> entry.getValue().offset())
          .sum();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException) {
        return 0;
      }
      throw e;
    }
  }

  /** Returns the canonical events once all input has been judged. */
  List<String> events() {
    ContractSerdes serdes = new ContractSerdes(client);
    EvaluationTracker tracker = new EvaluationTracker(feeds, PARTITIONS);
    List<ConnectivityEvent> revisions = new ArrayList<>();
    try (EventReader reader =
        new EventReader(
            client,
            serdes.value(ConnectivityEvent.class).deserializer(),
            serdes.value(Evaluated.class).deserializer(),
            PARTITIONS)) {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () -> {
                requireWorkersAlive();
                revisions.addAll(reader.poll(Duration.ofMillis(100), tracker));
                return tracker.finished();
              });
      revisions.addAll(reader.rest(Duration.ofMillis(100), tracker));
    }
    return revisions.stream().map(CanonicalEvent::line).toList();
  }

  private void requireWorkersAlive() {
    workers.forEach(WorkerProcess::requireAlive);
  }

  /** Kills the workers that still run. */
  @Override
  public void close() throws InterruptedException {
    admin.close();
    for (WorkerProcess worker : workers) {
      worker.kill();
    }
  }
}
