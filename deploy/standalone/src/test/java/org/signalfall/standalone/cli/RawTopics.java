package org.signalfall.standalone.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.signalfall.schema.serde.ContractSerdes;
import org.signalfall.standalone.Standalone;

/** What a reader of committed records finds in a topic. */
final class RawTopics {

  private RawTopics() {}

  /** Returns all records of a topic, each partition in its order. */
  static <T extends SpecificRecord> List<ConsumerRecord<String, T>> of(
      Standalone cluster, String topic, Class<T> type) {
    return of(client(cluster), topic, type);
  }

  /** Returns all records of a topic of the cluster that clients with these settings talk to. */
  static <T extends SpecificRecord> List<ConsumerRecord<String, T>> of(
      Map<String, Object> client, String topic, Class<T> type) {
    return read(client, topic, new ContractSerdes(client).value(type).deserializer());
  }

  /** Returns all records of a topic as they are. */
  static List<ConsumerRecord<String, byte[]>> bytesOf(Standalone cluster, String topic) {
    return read(client(cluster), topic, new ByteArrayDeserializer());
  }

  private static <V> List<ConsumerRecord<String, V>> read(
      Map<String, Object> client, String topic, Deserializer<V> values) {
    List<ConsumerRecord<String, V>> all = new ArrayList<>();
    try (KafkaConsumer<String, V> consumer =
        new KafkaConsumer<>(committed(client), new StringDeserializer(), values)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(one -> new TopicPartition(one.topic(), one.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
    }
    return all;
  }

  private static Map<String, Object> client(Standalone cluster) {
    Map<String, Object> client = new HashMap<>();
    client.put("bootstrap.servers", cluster.bootstrapServers());
    client.put("schema.registry.url", cluster.registryUrl());
    return client;
  }

  private static Map<String, Object> committed(Map<String, Object> client) {
    Map<String, Object> committed = new HashMap<>(client);
    committed.put("isolation.level", "read_committed");
    return committed;
  }
}
