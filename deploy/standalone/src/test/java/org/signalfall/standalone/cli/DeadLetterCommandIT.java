package org.signalfall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signalfall.schema.topic.DeadLetterHeaders;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.replay.Pipeline;

/** From a poison record in a raw topic to the letter, its listing, and the record sent again. */
class DeadLetterCommandIT {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final byte[] POISON = "no record".getBytes(StandardCharsets.UTF_8);
  private static final int PARTITION = 1;

  private static Pipeline pipeline;

  @BeforeAll
  static void poison() throws Exception {
    pipeline = Pipeline.start(new Pipeline.Options(2, 0, 0, null), step -> {});
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            pipeline.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  TopicCatalogue.RAW_TRAFFIC,
                  PARTITION,
                  utf8("XA/AS1"),
                  POISON,
                  List.of(new RecordHeader("trace", utf8("7")))))
          .get();
    }
    await().until(() -> letters().size() == 1);
  }

  @AfterAll
  static void stop() {
    pipeline.close();
  }

  @Test
  void shouldListAndSendAgainOnceAndLeaveTheTopologyRunning() throws Exception {
    JsonNode letter = letters().get(0);
    assertThat(letter.path("source").asText()).isEqualTo(TopicCatalogue.RAW_TRAFFIC);
    assertThat(letter.path("place").asText()).isEqualTo(TopicCatalogue.RAW_TRAFFIC + "-1:0");
    assertThat(letter.path("kind").asText()).isEqualTo("unreadable");
    assertThat(letter.path("bytes").asInt()).isEqualTo(POISON.length);
    assertThat(letter.path("sendable").asBoolean()).isTrue();
    assertThat(letter.path("sent_again").asBoolean()).isFalse();
    assertThat(run("list").out()).contains("REASON", "magic byte");

    assertThat(run("replay", "--dry-run").out()).startsWith("1 letters would be sent, 0 had been");
    assertThat(run("replay", "--reason", "something else").out()).startsWith("0 letters sent");
    assertThat(run("replay").out()).startsWith("1 letters sent, 0 had been");
    // It is as poisonous as before, and comes back as a letter of its own.
    await().until(() -> letters().size() == 2);
    CommandRun second = run("replay", "--letter", letter.path("letter").asText());
    assertThat(second.out()).startsWith("0 letters sent, 1 had been sent before");

    ConsumerRecord<byte[], byte[]> again = rawTraffic().get(1);
    assertThat(again.partition()).isEqualTo(PARTITION);
    assertThat(again.key()).isEqualTo(utf8("XA/AS1"));
    assertThat(again.value()).isEqualTo(POISON);
    assertThat(again.headers().lastHeader("trace").value()).isEqualTo(utf8("7"));
    assertThat(again.headers().lastHeader(DeadLetterHeaders.SENT_AGAIN)).isNotNull();
    assertThat(letters().get(0).path("sent_again").asBoolean()).isTrue();
    pipeline.failIfBroken();
    assertThat(pipeline.streams().health().isReady()).isTrue();
    assertThat(pipeline.streams().scrape())
        .contains(
            "signalfall_dead_letters_total{reason=\"unreadable\",topic=\""
                + TopicCatalogue.RAW_TRAFFIC
                + "\"} 2.0")
        .containsPattern("signalfall_state_memory_used_bytes [1-9]")
        .contains("signalfall_store_entries{store=\"event-cases\"}")
        .contains("jvm_memory_used_bytes");
  }

  private static List<JsonNode> letters() throws Exception {
    List<JsonNode> letters = new ArrayList<>();
    for (String line : run("list", "--json").out().lines().toList()) {
      letters.add(MAPPER.readTree(line));
    }
    return letters;
  }

  private static CommandRun run(String what, String... options) {
    List<String> args =
        new ArrayList<>(
            List.of("deadletter", what, "--bootstrap-servers", pipeline.bootstrapServers()));
    args.addAll(List.of(options));
    CommandRun run = CommandRun.of(args.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    return run;
  }

  private static List<ConsumerRecord<byte[], byte[]>> rawTraffic() {
    Map<String, Object> client = new HashMap<>(pipeline.client());
    client.put("isolation.level", "read_committed");
    TopicPartition partition = new TopicPartition(TopicCatalogue.RAW_TRAFFIC, PARTITION);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
