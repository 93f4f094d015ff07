package org.signalfall.standalone.deadletter;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.signalfall.schema.topic.DeadLetterHeaders;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.StandaloneException;

/**
 * The topic of dead letters, read without a group. Holds no letter, only where the receipts are of
 * those that were sent again.
 */
public final class DeadLetterTopic implements AutoCloseable {

  private static final Duration WAIT = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;

  /**
   * Prepares a reader.
   *
   * @param client settings of a Kafka client
   */
  public DeadLetterTopic(Map<String, Object> client) {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Hands out every letter that is in the topic now, in the order of each partition.
   *
   * @throws StandaloneException when the cluster has no such topic
   */
  public void read(Consumer<DeadLetter> reader) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(TopicCatalogue.DEAD_LETTER).stream()
            .map(one -> new TopicPartition(one.topic(), one.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new StandaloneException(
          "The cluster has no topic %s: see signalfall topics apply."
              .formatted(TopicCatalogue.DEAD_LETTER));
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Set<String> receipts = new HashSet<>();
    pass(
        ends,
        record ->
            DeadLetter.text(record.headers(), DeadLetterHeaders.RECEIPT).ifPresent(receipts::add));
    pass(
        ends,
        record -> {
          if (record.headers().lastHeader(DeadLetterHeaders.RECEIPT) == null) {
            String letter = record.partition() + ":" + record.offset();
            reader.accept(new DeadLetter(record, receipts.contains(letter)));
          }
        });
  }

  private void pass(
      Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    consumer.assign(ends.keySet());
    consumer.seekToBeginning(ends.keySet());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
        if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
          reader.accept(record);
        }
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
