package org.signalfall.standalone.replay;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.signalfall.schema.topic.TopicCatalogue;

/**
 * Writes to the raw topics, as fast as it can, what is no record: noise, and noise that begins like
 * a record of a schema that nobody has registered.
 */
final class GarbageFlood implements AutoCloseable {

  private static final List<String> TOPICS =
      List.of(TopicCatalogue.RAW_PROBE, TopicCatalogue.RAW_TRAFFIC);
  private static final int BYTES = 200;
  private static final int UNKNOWN_SCHEMA_EVERY = 100;
  private static final int UNKNOWN_SCHEMA = 1_000_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Random random = new Random(666);

  GarbageFlood(Map<String, Object> client) {
    producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Writes so many records, and returns when the brokers have them. */
  void send(int records) {
    for (int i = 0; i < records; i++) {
      var unused = producer.send(new ProducerRecord<>(TOPICS.get(i % TOPICS.size()), noise(i)));
    }
    producer.flush();
  }

  /** Does so in a thread of its own. */
  Future<?> sendBeside(int records) {
    return thread.submit(() -> send(records));
  }

  private byte[] noise(int i) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    if (i % UNKNOWN_SCHEMA_EVERY == 0) {
      ByteBuffer.wrap(bytes).put((byte) 0).putInt(UNKNOWN_SCHEMA + i);
    } else {
      bytes[0] = 'x';
    }
    return bytes;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    producer.close();
  }
}
