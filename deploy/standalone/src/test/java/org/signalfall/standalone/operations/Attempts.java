package org.signalfall.standalone.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What one user tries at a node; Kafka's own exceptions say what it may not. */
final class Attempts {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<String, Object> client;

  Attempts(Map<String, Object> client) {
    this.client = Map.copyOf(client);
  }

  /** Reads what a topic of one partition has, and commits the position of a group. */
  List<byte[]> read(String topic, String group) {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    TopicPartition partition = new TopicPartition(topic, 0);
    List<byte[]> values = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      consumer.poll(PATIENCE).forEach(record -> values.add(record.value()));
      consumer.commitSync(PATIENCE);
    }
    return values;
  }

  /** Writes one record, and throws what the node says to it. */
  void write(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
    try (Producer<byte[], byte[]> producer = producer(client)) {
      await(producer, record);
    }
  }

  /** Writes one record in a transaction that is taken back. */
  void writeInTransaction(String id, ProducerRecord<byte[], byte[]> record)
      throws InterruptedException {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
    try (Producer<byte[], byte[]> producer = producer(config)) {
      producer.initTransactions();
      producer.beginTransaction();
      await(producer, record);
      producer.abortTransaction();
    }
  }

  /** Returns what the node says that the user may do with each topic that it may know of. */
  Map<String, Set<AclOperation>> allowed(Collection<String> topics)
      throws InterruptedException, ExecutionException {
    Map<String, Set<AclOperation>> allowed = new TreeMap<>();
    try (Admin admin = Admin.create(client)) {
      Map<String, KafkaFuture<TopicDescription>> answers =
          admin
              .describeTopics(topics, new DescribeTopicsOptions().includeAuthorizedOperations(true))
              .topicNameValues();
      for (Map.Entry<String, KafkaFuture<TopicDescription>> answer : answers.entrySet()) {
        try {
          allowed.put(answer.getKey(), answer.getValue().get().authorizedOperations());
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicAuthorizationException)) {
            throw e;
          }
        }
      }
    }
    return allowed;
  }

  private static Producer<byte[], byte[]> producer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static void await(
      Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record)
      throws InterruptedException {
    try {
      producer.send(record).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
