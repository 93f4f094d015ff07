package org.signalfall.benchmarks.flink;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes a count as a number of eight bytes, at the end of its window. */
final class CountEncoder implements KafkaRecordSerializationSchema<Count> {

  private static final long serialVersionUID = 1;

  private final String topic;

  CountEncoder(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Count count, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(
        topic,
        null,
        count.windowEnd(),
        count.key().getBytes(StandardCharsets.UTF_8),
        ByteBuffer.allocate(Long.BYTES).putLong(count.counts()).array());
  }
}
