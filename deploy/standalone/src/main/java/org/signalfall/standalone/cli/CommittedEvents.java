package org.signalfall.standalone.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.schema.serde.ContractSerdes;
import org.signalfall.schema.topic.TopicCatalogue;

/** Event revisions of a cluster as they are committed. For one thread. */
final class CommittedEvents implements AutoCloseable {

  private static final int ANSWER_MILLIS = 10_000;

  private final KafkaConsumer<String, ConnectivityEvent> consumer;
  private final Map<TopicPartition, Long> ends;

  /**
   * Begins to read.
   *
   * @param client settings of a client that reads records
   * @param fromBeginning whether to begin with the oldest revision kept, else with the next one
   * @throws CliException when the cluster has no events topic
   */
  CommittedEvents(Map<String, Object> client, boolean fromBeginning) {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    consumer =
        new KafkaConsumer<>(
            config,
            new StringDeserializer(),
            new ContractSerdes(client).value(ConnectivityEvent.class).deserializer());
    try {
      List<TopicPartition> partitions = partitions();
      consumer.assign(partitions);
      if (fromBeginning) {
        consumer.seekToBeginning(partitions);
      } else {
        consumer.seekToEnd(partitions);
      }
      ends = consumer.endOffsets(partitions);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /** Waits a while for revisions, and returns what has come. */
  List<ConnectivityEvent> poll(Duration patience) {
    List<ConnectivityEvent> revisions = new ArrayList<>();
    for (ConsumerRecord<String, ConnectivityEvent> record : consumer.poll(patience)) {
      revisions.add(record.value());
    }
    return revisions;
  }

  /** Returns whether all that was there at the beginning has been read. */
  boolean reachedEnd() {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  @Override
  public void close() {
    consumer.close();
  }

  private List<TopicPartition> partitions() {
    List<PartitionInfo> found = consumer.partitionsFor(TopicCatalogue.EVENTS);
    if (found.isEmpty()) {
      throw new CliException(
          "The cluster has no topic " + TopicCatalogue.EVENTS + ": see signalfall topics apply.");
    }
    return found.stream().map(one -> new TopicPartition(one.topic(), one.partition())).toList();
  }
}
