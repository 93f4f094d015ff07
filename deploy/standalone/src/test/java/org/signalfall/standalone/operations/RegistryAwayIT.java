package org.signalfall.standalone.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.Origin;
import org.signalfall.avro.ProgressMarker;
import org.signalfall.avro.RosterChange;
import org.signalfall.avro.TrafficRecord;
import org.signalfall.avro.TrafficRecordType;
import org.signalfall.runtime.SignalfallStreams;
import org.signalfall.runtime.StreamsSettings;
import org.signalfall.schema.serde.PublishedSchema;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.kafka.EmbeddedKafka;
import org.signalfall.standalone.registry.EmbeddedRegistry;
import org.signalfall.standalone.topics.TopicAdmin;

/**
 * A schema registry that is away delays records, and costs none. It is only asked for schemas that
 * are new, such as those of a later version that writes already while this one still reads.
 */
class RegistryAwayIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String FEED = "levels";
  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir private Path folder;
  private EmbeddedKafka kafka;
  private EmbeddedRegistry registry;

  @BeforeEach
  void start() throws InterruptedException {
    kafka = EmbeddedKafka.start(EmbeddedKafka.Options.temporary());
    registry = startRegistry(0);
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()))) {
      new TopicAdmin(admin).createMissing(new TopicCatalogue(1));
    }
  }

  @AfterEach
  void stop() {
    registry.close();
    kafka.close();
  }

  @Test
  void shouldWaitForARegistryThatIsAwayWhileRecordsComeAndLoseNone() throws Exception {
    int port = URI.create(registry.url()).getPort();
    int later = registerLaterVersion();
    try (SignalfallStreams streams = new SignalfallStreams(settings())) {
      streams.start();
      assertThat(streams.awaitRunning(PATIENCE)).isTrue();
      byte[] roster = asLaterVersion(later, roster());
      byte[] marker = asLaterVersion(later, marker());

      registry.close();
      send(roster);
      send(marker);
      await().atMost(PATIENCE).until(() -> !streams.health().isReady());
      registry = startRegistry(port);

      await()
          .atMost(PATIENCE)
          .until(
              () -> streams.scrape().contains("signalfall_progress_lag_seconds{feed=\"levels\""));
      await().atMost(PATIENCE).until(() -> streams.health().isReady());
      assertThat(streams.failure()).isEmpty();
      assertThat(streams.scrape()).doesNotContain("signalfall_dead_letters_total");
    }
  }

  private EmbeddedRegistry startRegistry(int port) {
    return EmbeddedRegistry.start(new EmbeddedRegistry.Options(kafka.bootstrapServers(), port));
  }

  private void send(byte[] value) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            (topic, bytes) -> bytes)) {
      producer.send(new ProducerRecord<>(TopicCatalogue.RAW_TRAFFIC, "XA", value)).get();
    }
  }

  /** Registers what the next version of the contract might be: one more field. */
  private int registerLaterVersion() throws Exception {
    ObjectNode schema =
        (ObjectNode) MAPPER.readTree(PublishedSchema.of(TrafficRecord.getClassSchema()));
    ((ArrayNode) schema.get("fields"))
        .add(
            MAPPER.readTree(
                "{\"name\":\"later\",\"type\":[\"null\",\"string\"],\"default\":null}"));
    String body = MAPPER.createObjectNode().put("schema", schema.toString()).toString();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    registry.url() + "/subjects/" + TopicCatalogue.RAW_TRAFFIC + "-value/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(BodyPublishers.ofString(body))
            .build();
    String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    return MAPPER.readTree(answer).path("id").asInt();
  }

  private static byte[] asLaterVersion(int schemaId, TrafficRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(1 + 4).put((byte) 0).putInt(schemaId).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new SpecificDatumWriter<>(TrafficRecord.class).write(record, encoder);
    encoder.writeIndex(0);
    encoder.flush();
    return out.toByteArray();
  }

  private static TrafficRecord roster() {
    return TrafficRecord.newBuilder()
        .setType(TrafficRecordType.ROSTER)
        .setFeed(FEED)
        .setOrigin(Origin.SYNTHETIC)
        .setSequence(1)
        .setRoster(RosterChange.newBuilder().setFeed(FEED).setKind(FeedKind.TRAFFIC).build())
        .build();
  }

  private static TrafficRecord marker() {
    return TrafficRecord.newBuilder(roster())
        .setType(TrafficRecordType.MARKER)
        .setSequence(2)
        .setRoster(null)
        .setMarker(new ProgressMarker(1, Instant.parse("2024-03-04T00:00:00Z"), false))
        .build();
  }

  private Map<String, Object> client() {
    Map<String, Object> client = new HashMap<>();
    client.put("bootstrap.servers", kafka.bootstrapServers());
    client.put("schema.registry.url", registry.url());
    return client;
  }

  private StreamsSettings settings() {
    Map<String, Object> settings = client();
    settings.put("signalfall.partitions", 1);
    settings.put("num.stream.threads", 1);
    settings.put("state.dir", folder.toString());
    return new StreamsSettings(settings);
  }
}
