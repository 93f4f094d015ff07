package org.signalfall.standalone.replay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.signalfall.schema.topic.TopicCatalogue;

/**
 * A dead letter as any consumer sees it.
 *
 * @param source header: name of the feed
 * @param place header: file and line
 * @param reason header: one sentence
 * @param originalLength header: bytes before it was cut
 * @param length bytes kept
 */
record DeadLetter(String source, String place, String reason, long originalLength, int length) {

  /** Returns every dead letter that is in the topic now. */
  static List<DeadLetter> all(Pipeline pipeline) {
    Map<String, Object> client = new HashMap<>(pipeline.client());
    client.put("isolation.level", "read_committed");
    List<DeadLetter> letters = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TopicCatalogue.DEAD_LETTER).stream()
              .map(one -> new TopicPartition(one.topic(), one.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> letters.add(of(record)));
      }
    }
    return letters;
  }

  private static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
    return new DeadLetter(
        header(record, "source"),
        header(record, "place"),
        header(record, "reason"),
        Long.parseLong(header(record, "original_length")),
        record.value().length);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
