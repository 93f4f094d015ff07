package org.signalfall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.avro.BgpRecord;
import org.signalfall.avro.BgpRecordType;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ObservabilityKind;
import org.signalfall.avro.ObservabilityStatus;
import org.signalfall.ingest.IngestConfig;
import org.signalfall.ingest.LiveIngestion;
import org.signalfall.ingest.bgp.FullFeedRule;
import org.signalfall.ingest.rislive.RisLiveClient;
import org.signalfall.ingest.rislive.RisLiveSettings;
import org.signalfall.runtime.SignalfallStreams;
import org.signalfall.runtime.StreamsSettings;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.Standalone;
import org.signalfall.standalone.topics.TopicAdmin;

/** A server that hangs up and sends rubbish, through real Kafka, to what a consumer reads. */
class IngestRisLiveIT {

  private static final int PARTITIONS = 2;
  private static final int EACH = 300;

  @TempDir private Path stateDir;
  private final List<AutoCloseable> open = new ArrayList<>();
  private Standalone cluster;

  @BeforeEach
  void startCluster() throws InterruptedException {
    cluster = Standalone.start(Standalone.Options.temporary());
    open.add(cluster);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
      new TopicAdmin(admin).createMissing(new TopicCatalogue(PARTITIONS));
    }
  }

  @AfterEach
  void stop() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  @Test
  @Timeout(180)
  void shouldWriteAllThatWasSentOnceAndTellEachGapWhenTheServerHangsUp() throws Exception {
    List<String> second = new ArrayList<>(withdrawals(1));
    second.add(EACH / 2, "this is no JSON");
    RisServer server = new RisServer(List.of(withdrawals(0), second, withdrawals(2)));
    open.add(server);
    runTopology();

    listen(server);

    await().until(() -> written().size() >= 3 * EACH);
    await().until(() -> gaps().size() >= 6);
    assertThat(written())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 3 * EACH).mapToObj(IngestRisLiveIT::block).toList());
    assertThat(RawTopics.bytesOf(cluster, TopicCatalogue.DEAD_LETTER))
        .extracting(letter -> new String(letter.value(), StandardCharsets.UTF_8))
        .containsExactly("this is no JSON");
    assertThat(gaps())
        .as("before the first connection, and after two that ended")
        .extracting(ObservabilityEvent::getKind, ObservabilityEvent::getStatus)
        .containsExactly(
            tuple(ObservabilityKind.FEED_STALLED, ObservabilityStatus.BEGUN),
            tuple(ObservabilityKind.FEED_STALLED, ObservabilityStatus.ENDED),
            tuple(ObservabilityKind.FEED_STALLED, ObservabilityStatus.BEGUN),
            tuple(ObservabilityKind.FEED_STALLED, ObservabilityStatus.ENDED),
            tuple(ObservabilityKind.FEED_STALLED, ObservabilityStatus.BEGUN),
            tuple(ObservabilityKind.FEED_STALLED, ObservabilityStatus.ENDED));
  }

  private void runTopology() {
    Map<String, Object> settings = client();
    settings.put("state.dir", stateDir.toString());
    settings.put(StreamsSettings.PARTITIONS, PARTITIONS);
    SignalfallStreams streams = new SignalfallStreams(new StreamsSettings(settings));
    open.add(streams);
    streams.start();
  }

  private void listen(RisServer server) {
    Map<String, Object> config = client();
    config.put(IngestConfig.ORIGIN, "SYNTHETIC");
    config.put(IngestConfig.PARTITIONS, PARTITIONS);
    config.put(IngestConfig.GRACE_MS, 60_000);
    LiveIngestion ingestion =
        new LiveIngestion(
            new IngestConfig(config),
            new RisLiveClient(
                RisLiveSettings.of(server.url(), List.of("rrc21"), FullFeedRule.DEFAULT)));
    open.add(ingestion);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    open.add(thread::shutdownNow);
    var unused =
        thread.submit(
            () -> {
              ingestion.run();
              return null;
            });
  }

  private List<String> written() {
    return RawTopics.of(cluster, TopicCatalogue.RAW_BGP, BgpRecord.class).stream()
        .map(ConsumerRecord::value)
        .filter(record -> record.getType() == BgpRecordType.UPDATE)
        .map(record -> record.getUpdate().getPrefix().getAddress())
        .map(address -> "10.%d.%d".formatted(address.get(1) & 0xff, address.get(2) & 0xff))
        .toList();
  }

  private List<ObservabilityEvent> gaps() {
    return RawTopics.of(cluster, TopicCatalogue.OBSERVABILITY, ObservabilityEvent.class).stream()
        .map(ConsumerRecord::value)
        .toList();
  }

  private static List<String> withdrawals(int client) {
    return IntStream.range(client * EACH, (client + 1) * EACH)
        .mapToObj(
            i ->
                """
                {"type":"ris_message","data":{"timestamp":%d.5,"peer":"192.0.2.1",\
                "peer_asn":"64500","id":"%d","host":"rrc21","type":"UPDATE",\
                "withdrawals":["%s.0/24"]}}"""
                    .formatted(Instant.now().getEpochSecond(), i, block(i)))
        .toList();
  }

  private static String block(int i) {
    return "10.%d.%d".formatted(i / 256, i % 256);
  }

  private Map<String, Object> client() {
    Map<String, Object> client = new HashMap<>();
    client.put("bootstrap.servers", cluster.bootstrapServers());
    client.put("schema.registry.url", cluster.registryUrl());
    return client;
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }
}
