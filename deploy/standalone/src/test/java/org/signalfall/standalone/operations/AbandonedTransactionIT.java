package org.signalfall.standalone.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.runtime.SignalfallStreams;
import org.signalfall.runtime.StreamsSettings;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.Standalone;
import org.signalfall.standalone.topics.TopicAdmin;

/** What a killed worker has left open holds up nobody who takes over from it. */
class AbandonedTransactionIT {

  private static final String APPLICATION = "signalfall";
  private static final String KILLED = APPLICATION + "-0a1b2c3d-0000-4000-8000-000000000001-1";
  private static final String OF_OTHERS = "other-0a1b2c3d-0000-4000-8000-000000000002-1";
  private static final TopicPartition RAW = new TopicPartition(TopicCatalogue.RAW_PROBE, 0);
  private static final Duration START = Duration.ofMinutes(1);

  /** The longest that brokers allow: nobody waits for it. */
  private static final int TIMEOUT_MS = 900_000;

  @TempDir private Path folder;
  private Standalone cluster;

  @BeforeEach
  void start() {
    cluster = Standalone.start(Standalone.Options.temporary());
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void shouldEndTheTransactionOfAWorkerThatHasLeftTheGroupAndNoOther() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
        KafkaProducer<String, String> killed = producer(KILLED);
        KafkaProducer<String, String> other = producer(OF_OTHERS)) {
      new TopicAdmin(admin).createMissing(new TopicCatalogue(1));
      leaveOpen(killed, APPLICATION);
      leaveOpen(other, "other");

      try (SignalfallStreams streams = new SignalfallStreams(settings())) {
        streams.start();

        assertThat(streams.awaitRunning(START)).isTrue();
      }

      assertThat(state(admin, KILLED))
          .isIn(TransactionState.COMPLETE_ABORT, TransactionState.EMPTY);
      assertThat(state(admin, OF_OTHERS)).isEqualTo(TransactionState.ONGOING);
    }
  }

  /** Offsets that may yet be committed: who works on the partition must know them first. */
  private void leaveOpen(KafkaProducer<String, String> producer, String group) {
    producer.initTransactions();
    producer.beginTransaction();
    try (KafkaConsumer<String, String> consumer = consumer(group)) {
      producer.sendOffsetsToTransaction(
          Map.of(RAW, new OffsetAndMetadata(0)), consumer.groupMetadata());
    }
    producer.flush();
  }

  private KafkaConsumer<String, String> consumer(String group) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", cluster.bootstrapServers(), "group.id", group),
        new StringDeserializer(),
        new StringDeserializer());
  }

  private static TransactionState state(Admin admin, String transactionalId) throws Exception {
    return admin
        .describeTransactions(List.of(transactionalId))
        .description(transactionalId)
        .get()
        .state();
  }

  private KafkaProducer<String, String> producer(String transactionalId) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            cluster.bootstrapServers(),
            "transactional.id",
            transactionalId,
            "transaction.timeout.ms",
            TIMEOUT_MS),
        new StringSerializer(),
        new StringSerializer());
  }

  private StreamsSettings settings() {
    return new StreamsSettings(
        Map.of(
            "bootstrap.servers",
            cluster.bootstrapServers(),
            "schema.registry.url",
            cluster.registryUrl(),
            "application.id",
            APPLICATION,
            "state.dir",
            folder.toString(),
            StreamsSettings.PARTITIONS,
            1));
  }
}
