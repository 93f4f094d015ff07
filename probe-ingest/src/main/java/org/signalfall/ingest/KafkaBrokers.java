package org.signalfall.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A Kafka cluster, reached through its own clients. */
final class KafkaBrokers implements Brokers {

  /** All lanes together hold so much that no broker has acknowledged; dead letters beside it. */
  private static final long UNACKNOWLEDGED_BYTES = 32L << 20;

  /** Less would hold up a lane whose partitions each fill a batch. */
  private static final long LEAST_BYTES = 1L << 20;

  private static final long DEAD_LETTER_BYTES = 2L << 20;

  private final Map<String, Object> configs;
  private final int lanes;

  /**
   * Takes the configuration of producers and serdes; nothing is connected yet.
   *
   * @param configs keys of Kafka's producer, of the registry client and of the serde
   * @param lanes how many producers of raw records will share the memory
   */
  KafkaBrokers(Map<String, Object> configs, int lanes) {
    this.configs = Map.copyOf(configs);
    this.lanes = Math.max(1, lanes);
  }

  @Override
  public Producer<String, SpecificRecord> rawRecords(String transactionalId) {
    long share = Math.max(LEAST_BYTES, UNACKNOWLEDGED_BYTES / lanes);
    return new KafkaProducer<>(
        producerConfigs(transactionalId, share),
        new StringSerializer(),
        new RawSerializer(configs));
  }

  @Override
  public Producer<String, byte[]> deadLetters(String transactionalId) {
    return new KafkaProducer<>(
        producerConfigs(transactionalId, DEAD_LETTER_BYTES),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  @Override
  public GroupPosition position(String group, TopicPartition partition) {
    Map<String, Object> consumer = new HashMap<>(configs);
    consumer.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // An offset whose transaction is still open is waited for.
    consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    try (KafkaConsumer<byte[], byte[]> reader =
        new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      OffsetAndMetadata committed = reader.committed(Set.of(partition)).get(partition);
      return new GroupPosition(reader.groupMetadata(), Optional.ofNullable(committed));
    }
  }

  private Map<String, Object> producerConfigs(String transactionalId, long bufferBytes) {
    Map<String, Object> producer = new HashMap<>(configs);
    producer.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    producer.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes);
    producer.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "20");
    producer.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, "65536");
    producer.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    return producer;
  }
}
