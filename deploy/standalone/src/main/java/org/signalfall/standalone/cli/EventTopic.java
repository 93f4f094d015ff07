package org.signalfall.standalone.cli;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.schema.serde.ContractSerdes;

/** An events topic, read without a group; committed revisions only. */
final class EventTopic implements AutoCloseable {

  private static final Duration WAIT = Duration.ofMillis(500);

  private final KafkaConsumer<String, ConnectivityEvent> consumer;
  private final List<TopicPartition> partitions;
  private final Map<TopicPartition, Long> ends;

  /**
   * Opens the topic at its end.
   *
   * @param settings settings of the Kafka and registry clients
   * @throws CliException when the cluster has no such topic
   */
  EventTopic(Map<String, Object> settings, String topic) {
    Map<String, Object> config = new HashMap<>(settings);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    consumer =
        new KafkaConsumer<>(
            config,
            new StringDeserializer(),
            new ContractSerdes(settings).value(ConnectivityEvent.class).deserializer());
    try {
      partitions = partitions(topic);
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      ends = consumer.endOffsets(partitions);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private List<TopicPartition> partitions(String topic) {
    List<PartitionInfo> found = consumer.partitionsFor(topic);
    if (found.isEmpty()) {
      throw new CliException(
          "The cluster has no topic " + topic + ": see signalfall topics apply.");
    }
    return found.stream().map(one -> new TopicPartition(one.topic(), one.partition())).toList();
  }

  /** Goes back to the oldest revision kept. */
  void fromBeginning() {
    consumer.seekToBeginning(partitions);
  }

  /** Returns whether all has been read that was there when the topic was opened. */
  boolean isRead() {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /** Hands out what has come, waiting a little. A tombstone is no revision. */
  void poll(Consumer<ConnectivityEvent> reader) {
    for (ConsumerRecord<String, ConnectivityEvent> record : consumer.poll(WAIT)) {
      if (record.value() != null) {
        reader.accept(record.value());
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
