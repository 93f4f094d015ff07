package org.signalfall.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.standalone.Loopback;
import org.signalfall.standalone.StandaloneException;
import org.signalfall.standalone.kafka.EmbeddedKafka.Options;

class EmbeddedKafkaIT {
  private static final String TOPIC = "ARBITRARY";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void shouldKeepTopicsAndRecordsWhenRestartedOnAKeptFolder(@TempDir Path folder) throws Exception {
    String clusterId;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(new Options(0, folder))) {
      createTopic(kafka);
      clusterId = clusterId(kafka);
      try (KafkaProducer<String, String> producer = producer(kafka, Map.of())) {
        producer.send(new ProducerRecord<>(TOPIC, "key", "kept")).get();
      }
    }

    try (EmbeddedKafka kafka = EmbeddedKafka.start(new Options(0, folder))) {
      assertThat(clusterId(kafka)).isEqualTo(clusterId);
      assertThat(committed(kafka)).containsExactly("kept");
      assertThat(kafka.dataDir()).isEqualTo(folder);
    }
  }

  @Test
  void shouldShowOnlyCommittedRecordsWhenTransactionsAbort() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(Options.temporary())) {
      createTopic(kafka);

      try (KafkaProducer<String, String> producer =
          producer(kafka, Map.of("transactional.id", "lane-0"))) {
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC, "key", "aborted")).get();
        producer.abortTransaction();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC, "key", "committed")).get();
        producer.commitTransaction();
      }

      assertThat(committed(kafka)).containsExactly("committed");
    }
  }

  @Test
  void shouldNameThePortAndTheRemedyWhenThePortIsTaken(@TempDir Path folder) throws Exception {
    try (ServerSocket holder = new ServerSocket()) {
      holder.bind(Loopback.address(0));
      int taken = holder.getLocalPort();

      assertThatThrownBy(() -> EmbeddedKafka.start(new Options(taken, folder)))
          .isInstanceOf(StandaloneException.class)
          .hasMessage(
              "Port %d on 127.0.0.1 is taken or not allowed, so Kafka cannot listen there; "
                  + "stop what holds it, or give another port (0 picks a free one).",
              taken);
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(new Options(0, folder))) {
      assertThat(clusterId(kafka)).isNotBlank();
    }
  }

  @Test
  void shouldRefuseAFolderWhenAnotherNodeHoldsIt(@TempDir Path folder) {
    try (EmbeddedKafka holder = EmbeddedKafka.start(new Options(0, folder))) {
      assertThatThrownBy(() -> EmbeddedKafka.start(new Options(0, holder.dataDir())))
          .isInstanceOf(StandaloneException.class)
          .hasMessage(
              "The data folder "
                  + folder
                  + " is in use by another Signalfall; stop that one or give another folder.");
    }
  }

  @Test
  void shouldRefuseAFolderWhenItIsAFile(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> EmbeddedKafka.start(new Options(0, file)))
        .isInstanceOf(StandaloneException.class)
        .hasMessage("The data folder " + file + " is a file; give a folder instead.");
  }

  @Test
  void shouldListenOnTheGivenPortAndDeleteATemporaryFolderWhenClosed() throws Exception {
    int given;
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(Loopback.address(0));
      given = probe.getLocalPort();
    }

    Path folder;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(new Options(given, null))) {
      folder = kafka.dataDir();

      assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + given);
      assertThat(folder).isDirectory();
    }
    assertThat(folder).doesNotExist();
  }

  private static void createTopic(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = Admin.create(clientConfig(kafka))) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
          .all()
          .get();
    }
  }

  private static String clusterId(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = Admin.create(clientConfig(kafka))) {
      return admin.describeCluster().clusterId().get();
    }
  }

  private static KafkaProducer<String, String> producer(
      EmbeddedKafka kafka, Map<String, Object> extra) {
    Map<String, Object> config = new HashMap<>(clientConfig(kafka));
    config.putAll(extra);
    return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
  }

  /** Reads the topic to its last stable offset, as a read_committed consumer sees it. */
  private static List<String> committed(EmbeddedKafka kafka) {
    Map<String, Object> config = new HashMap<>(clientConfig(kafka));
    config.put("isolation.level", "read_committed");
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition), PATIENCE).get(partition);
      while (consumer.position(partition, PATIENCE) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  private static Map<String, Object> clientConfig(EmbeddedKafka kafka) {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }
}
