package org.signalfall.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Evaluated;
import org.signalfall.ingest.IngestConfig;
import org.signalfall.ingest.IngestListener;
import org.signalfall.ingest.Ingestion;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.ooni.OoniSource;
import org.signalfall.ingest.series.SeriesSource;
import org.signalfall.schema.json.CanonicalEvent;
import org.signalfall.schema.serde.ContractSerdes;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.Standalone;
import org.signalfall.standalone.topics.TopicAdmin;

/**
 * Law 4 of the contract: a worker that is killed in mid-work, again and again, changes nothing that
 * a reader of commits sees.
 */
class KilledWorkerIT {

  private static final int KILLS = Integer.getInteger("worker.kills", 10);
  private static final int PARTITIONS = 2;
  private static final Set<String> RAW =
      Set.of(TopicCatalogue.RAW_PROBE, TopicCatalogue.RAW_TRAFFIC);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long SEED = 20_220_921;

  /** So little at a time that a worker always has a rest to do. */
  private static final Map<String, String> SLOWLY =
      Map.of(
          "signalfall.partitions", String.valueOf(PARTITIONS),
          "signalfall.tap.signals", "false",
          "num.stream.threads", "1",
          "num.standby.replicas", "0",
          "commit.interval.ms", "20",
          "max.poll.records", "10");

  @TempDir private Path folder;

  @Test
  @Timeout(600)
  void shouldPublishTheSameEventsWhenAWorkerIsKilledAtRandomPoints() throws Exception {
    GeneratedInput.Files input = GeneratedInput.from(GeneratedInput.YEAR_2023).write(folder);

    List<String> undisturbed = events(input, "undisturbed", 0);
    List<String> disturbed = events(input, "disturbed", KILLS);

    assertThat(undisturbed).hasSizeGreaterThan(10);
    assertThat(disturbed).containsExactlyInAnyOrderElementsOf(undisturbed);
  }

  private List<String> events(GeneratedInput.Files input, String run, int kills) throws Exception {
    try (Standalone cluster = Standalone.start(Standalone.Options.temporary());
        Admin admin = Admin.create(client(cluster))) {
      new TopicAdmin(admin).createMissing(new TopicCatalogue(PARTITIONS));
      Set<String> feeds = send(cluster, input);
      Path home = Files.createDirectory(folder.resolve(run));
      WorkerProcess worker = new WorkerProcess(cluster, home, "worker", SLOWLY);
      long all = written(admin);
      Random random = new Random(SEED);
      for (long point : random.longs(kills, 1, all).sorted().toArray()) {
        worker.start();
        Awaitility.await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> hasCommitted(admin, worker, point));
        worker.kill();
      }
      worker.start();
      List<String> events = read(cluster, worker, feeds);
      worker.kill();
      return events;
    }
  }

  private static Set<String> send(Standalone cluster, GeneratedInput.Files input)
      throws IOException, InterruptedException {
    Map<String, Object> config = client(cluster);
    config.put(IngestConfig.PARTITIONS, PARTITIONS);
    config.put(IngestConfig.POSITION, "OFF");
    List<Source> sources =
        List.of(new SeriesSource(input.series(), Map.of()), new OoniSource(List.of(input.ooni())));
    try (Ingestion ingestion =
        new Ingestion(new IngestConfig(config), sources, IngestListener.NONE)) {
      ingestion.run();
    }
    return Set.of(sources.get(0).feed().name(), sources.get(1).feed().name());
  }

  private static List<String> read(Standalone cluster, WorkerProcess worker, Set<String> feeds) {
    ContractSerdes serdes = new ContractSerdes(client(cluster));
    EvaluationTracker tracker = new EvaluationTracker(feeds, PARTITIONS);
    List<ConnectivityEvent> revisions = new ArrayList<>();
    try (EventReader reader =
        new EventReader(
            client(cluster),
            serdes.value(ConnectivityEvent.class).deserializer(),
            serdes.value(Evaluated.class).deserializer(),
            PARTITIONS)) {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () -> {
                worker.requireAlive();
                revisions.addAll(reader.poll(Duration.ofMillis(100), tracker));
                return tracker.finished();
              });
      revisions.addAll(reader.rest(Duration.ofMillis(100), tracker));
    }
    return revisions.stream().map(CanonicalEvent::line).toList();
  }

  private static long written(Admin admin) throws ExecutionException, InterruptedException {
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

  private static boolean hasCommitted(Admin admin, WorkerProcess worker, long point)
      throws ExecutionException, InterruptedException {
    worker.requireAlive();
    Map<TopicPartition, OffsetAndMetadata> offsets =
        admin.listConsumerGroupOffsets("signalfall").partitionsToOffsetAndMetadata().get();
    return offsets.entrySet().stream()
            .filter(entry -> RAW.contains(entry.getKey().topic()))
            .mapToLong(entry -> entry.getValue().offset())
            .sum()
        >= point;
  }

  private static Map<String, Object> client(Standalone cluster) {
    Map<String, Object> client = new HashMap<>();
    client.put("bootstrap.servers", cluster.bootstrapServers());
    client.put("schema.registry.url", cluster.registryUrl());
    return client;
  }
}
