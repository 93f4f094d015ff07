package org.signalfall.ingest;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes producers that write to a Kafka cluster. */
final class KafkaProducerFactory implements ProducerFactory {

  private final Map<String, Object> configs;

  /**
   * Takes the configuration of producers and serdes.
   *
   * @param configs keys of Kafka's producer, of the registry client and of the serde
   */
  KafkaProducerFactory(Map<String, Object> configs) {
    this.configs = Map.copyOf(configs);
  }

  @Override
  public Producer<String, SpecificRecord> rawRecords(String transactionalId) {
    Map<String, Object> lane = producerConfigs();
    lane.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    return new KafkaProducer<>(lane, new StringSerializer(), new RawSerializer(configs));
  }

  @Override
  public Producer<String, byte[]> deadLetters() {
    return new KafkaProducer<>(
        producerConfigs(), new StringSerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> producerConfigs() {
    Map<String, Object> producer = new HashMap<>(configs);
    producer.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "20");
    producer.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, "65536");
    producer.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    return producer;
  }
}
