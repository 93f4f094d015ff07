package org.signalfall.benchmarks.endtoend;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what is committed to a topic from now on, in a thread of its own. */
final class TopicReader<V> implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);

  private final KafkaConsumer<String, V> consumer;
  private final ObjLongConsumer<V> sink;
  private final Thread thread = new Thread(this::read, "reader");
  private volatile boolean closing;

  private TopicReader(KafkaConsumer<String, V> consumer, ObjLongConsumer<V> sink) {
    this.consumer = consumer;
    this.sink = sink;
  }

  /**
   * Starts.
   *
   * @param sink gets each value, and when it was there to be read, epoch ms
   */
  static <V> TopicReader<V> start(
      Bench bench, String topic, Deserializer<V> values, ObjLongConsumer<V> sink) {
    TopicReader<V> reader = new TopicReader<>(atEnd(bench, topic, values), sink);
    reader.thread.start();
    return reader;
  }

  /** Returns a reader of commits that stands at the end of a topic. */
  static <V> KafkaConsumer<String, V> atEnd(Bench bench, String topic, Deserializer<V> values) {
    KafkaConsumer<String, V> consumer = of(bench, topic, values);
    consumer.seekToEnd(consumer.assignment());
    consumer.assignment().forEach(consumer::position);
    return consumer;
  }

  /** Returns a reader of commits that has all partitions of a topic. */
  static <V> KafkaConsumer<String, V> of(Bench bench, String topic, Deserializer<V> values) {
    Map<String, Object> config = new HashMap<>(bench.client());
    config.put("isolation.level", "read_committed");
    config.put("enable.auto.commit", false);
    config.put("auto.offset.reset", "earliest");
    KafkaConsumer<String, V> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), values);
    List<TopicPartition> all =
        IntStream.range(0, bench.partitions())
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .toList();
    consumer.assign(all);
    return consumer;
  }

  @Override
  public void close() throws InterruptedException {
    closing = true;
    thread.join();
  }

  private void read() {
    try (consumer) {
      while (!closing) {
        Iterable<ConsumerRecord<String, V>> records = consumer.poll(POLL);
        long now = System.currentTimeMillis();
        records.forEach(record -> sink.accept(record.value(), now));
      }
    }
  }
}
