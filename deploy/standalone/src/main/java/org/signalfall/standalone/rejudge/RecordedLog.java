package org.signalfall.standalone.rejudge;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.signalfall.avro.BgpRecord;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.avro.TrafficRecord;
import org.signalfall.schema.serde.ContractSerdes;
import org.signalfall.schema.topic.TopicCatalogue;

/** The raw topics of a cluster as they are when the log is opened; committed records only. */
final class RecordedLog implements AutoCloseable {

  private static final Duration WAIT = Duration.ofMillis(500);

  /** A partition that is so many records ahead waits for the others. */
  private static final int MOST_HELD = 20_000;

  private static final Comparator<TopicPartition> BY_NAME =
      Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, Function<byte[], Sent>> readers = new TreeMap<>();
  private final Map<TopicPartition, Long> ends;

  /**
   * Opens the raw topics.
   *
   * @param settings settings of the Kafka and registry clients
   */
  RecordedLog(Map<String, Object> settings) {
    ContractSerdes serdes = new ContractSerdes(settings);
    reads(TopicCatalogue.RAW_PROBE, serdes, ProbeRecord.class, Sent::of);
    reads(TopicCatalogue.RAW_BGP, serdes, BgpRecord.class, Sent::of);
    reads(TopicCatalogue.RAW_TRAFFIC, serdes, TrafficRecord.class, Sent::of);
    Map<String, Object> config = new HashMap<>(settings);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    try {
      List<TopicPartition> partitions =
          readers.keySet().stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(one -> new TopicPartition(one.topic(), one.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      ends = consumer.endOffsets(partitions);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private <T extends SpecificRecord> void reads(
      String topic, ContractSerdes serdes, Class<T> type, Function<T, Sent> sent) {
    Deserializer<T> values = serdes.value(type).deserializer();
    readers.put(topic, bytes -> sent.apply(values.deserialize(topic, bytes)));
  }

  /** Returns the first partition whose oldest records are no longer kept, if there is one. */
  Optional<TopicPartition> firstExpired() {
    return consumer.beginningOffsets(ends.keySet()).entrySet().stream()
        .filter(beginning -> beginning.getValue() > 0)
        .map(Map.Entry::getKey)
        .min(BY_NAME);
  }

  /** Hands out every record with its topic, those of a lane in the order of sending. */
  void read(BiConsumer<String, SpecificRecord> taker) {
    Map<String, LaneOrder> orders =
        readers.keySet().stream()
            .collect(
                Collectors.toMap(
                    topic -> topic,
                    topic ->
                        new LaneOrder(partitions(topic), value -> taker.accept(topic, value))));
    Map<TopicPartition, Long> unread = new HashMap<>(ends);
    while (!unread.isEmpty()) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(WAIT)) {
        Sent sent = readers.get(record.topic()).apply(record.value());
        orders.get(record.topic()).take(record.partition(), sent);
      }
      for (TopicPartition partition : List.copyOf(unread.keySet())) {
        if (consumer.position(partition) >= unread.get(partition)) {
          unread.remove(partition);
          orders.get(partition.topic()).end(partition.partition());
        }
      }
      keepInStep(orders, unread);
    }
  }

  private void keepInStep(Map<String, LaneOrder> orders, Map<TopicPartition, Long> unread) {
    for (TopicPartition partition : ends.keySet()) {
      boolean waits =
          !unread.containsKey(partition)
              || orders.get(partition.topic()).ahead(MOST_HELD).contains(partition.partition());
      if (waits) {
        consumer.pause(List.of(partition));
      } else {
        consumer.resume(List.of(partition));
      }
    }
  }

  private int partitions(String topic) {
    return (int) ends.keySet().stream().filter(one -> one.topic().equals(topic)).count();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
