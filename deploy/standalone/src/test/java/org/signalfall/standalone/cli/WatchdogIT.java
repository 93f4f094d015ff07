package org.signalfall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ObservabilityStatus;
import org.signalfall.avro.Origin;
import org.signalfall.avro.TrafficRecord;
import org.signalfall.avro.TrafficRecordType;
import org.signalfall.runtime.SignalfallStreams;
import org.signalfall.runtime.StreamsSettings;
import org.signalfall.runtime.watchdog.Watchdog;
import org.signalfall.schema.topic.Lanes;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.Standalone;
import org.signalfall.standalone.topics.TopicAdmin;

class WatchdogIT {

  private static final int PARTITIONS = 2;
  private static final Duration STALL_AFTER = Duration.ofSeconds(4);

  @TempDir private Path stateDir;
  private Standalone cluster;

  /** A watchdog in a thread of its own. */
  private static final class Running implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Watchdog watchdog;
    private final Future<?> run;

    Running(Map<String, Object> client) {
      watchdog = new Watchdog(client, STALL_AFTER);
      watchdog.learn();
      run =
          thread.submit(
              () -> {
                watchdog.run();
                return null;
              });
    }

    @Override
    public void close() throws InterruptedException {
      assertThat(run).as("it goes on until it is told to stop").isNotDone();
      thread.shutdownNow();
      boolean unused = thread.awaitTermination(10, TimeUnit.SECONDS);
      watchdog.close();
    }
  }

  @BeforeEach
  void startCluster() throws InterruptedException {
    cluster = Standalone.start(Standalone.Options.temporary());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
      new TopicAdmin(admin).createMissing(new TopicCatalogue(PARTITIONS));
    }
  }

  @AfterEach
  void stopCluster() {
    cluster.close();
  }

  @Test
  @Timeout(180)
  void shouldSayOnceInBandThatAFeedHasStalledAndOnceThatItHasResumed() throws Exception {
    try (SignalfallStreams streams = new SignalfallStreams(new StreamsSettings(topology()))) {
      streams.start();
      try (Running watchdog = new Running(client())) {
        try (QuietFeed feed = new QuietFeed(cluster, PARTITIONS)) {
          await().until(() -> !watchdog.watchdog.figures().isEmpty());
        }
        await().until(() -> words().size() == PARTITIONS);
        await().until(() -> observations().size() == 1);
      }
      try (Running another = new Running(client())) {
        await().until(() -> another.watchdog.figures().get(0).stalled());
        try (QuietFeed feed = new QuietFeed(cluster, PARTITIONS)) {
          await().until(() -> words().size() == 2 * PARTITIONS);
          await().until(() -> observations().size() == 2);
        }
      }
    }

    assertThat(words())
        .extracting(ConsumerRecord::partition, word -> word.value().getType())
        .containsExactlyInAnyOrder(
            tuple(0, TrafficRecordType.STALL),
            tuple(0, TrafficRecordType.RESUME),
            tuple(1, TrafficRecordType.STALL),
            tuple(1, TrafficRecordType.RESUME));
    assertThat(words())
        .extracting(ConsumerRecord::value)
        .allSatisfy(word -> assertThat(word.getLane()).isEqualTo(Lanes.WATCHDOG))
        .allSatisfy(word -> assertThat(word.getOrigin()).isEqualTo(Origin.SYNTHETIC));
    assertThat(observations())
        .extracting(
            ObservabilityEvent::getStatus,
            ObservabilityEvent::getOrigin,
            ObservabilityEvent::getSummary)
        .containsExactly(
            tuple(
                ObservabilityStatus.BEGUN,
                Origin.SYNTHETIC,
                "Feed quiet has stalled; what depends on it is not judged."),
            tuple(
                ObservabilityStatus.ENDED,
                Origin.SYNTHETIC,
                "Feed quiet has resumed; what depends on it is judged again."));
    assertThat(RawTopics.bytesOf(cluster, TopicCatalogue.DEAD_LETTER)).isEmpty();
    assertThat(once().out()).contains("traffic quiet: live, through ");
  }

  private CommandRun once() {
    return CommandRun.of(
        "watchdog",
        "--once",
        "--bootstrap-servers",
        cluster.bootstrapServers(),
        "--schema-registry",
        cluster.registryUrl());
  }

  private List<ConsumerRecord<String, TrafficRecord>> words() {
    return RawTopics.of(cluster, TopicCatalogue.RAW_TRAFFIC, TrafficRecord.class).stream()
        .filter(
            record ->
                record.value().getType() == TrafficRecordType.STALL
                    || record.value().getType() == TrafficRecordType.RESUME)
        .toList();
  }

  private List<ObservabilityEvent> observations() {
    return RawTopics.of(cluster, TopicCatalogue.OBSERVABILITY, ObservabilityEvent.class).stream()
        .map(ConsumerRecord::value)
        .toList();
  }

  private Map<String, Object> client() {
    return Map.of(
        "bootstrap.servers", cluster.bootstrapServers(),
        "schema.registry.url", cluster.registryUrl());
  }

  private Map<String, Object> topology() {
    Map<String, Object> settings = new HashMap<>(client());
    settings.put("state.dir", stateDir.toString());
    settings.put(StreamsSettings.PARTITIONS, PARTITIONS);
    return settings;
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }
}
