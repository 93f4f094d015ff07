package org.signalfall.ingest;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.signalfall.schema.topic.TopicCatalogue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends rejected input to the dead letters as it was received, with place and reason in headers.
 */
final class DeadLetters implements Rejections, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final int LOGGED = 20;

  private final Producer<String, byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private long count;

  DeadLetters(Producer<String, byte[]> producer) {
    this.producer = producer;
  }

  @Override
  public void reject(Rejection rejection) {
    count++;
    if (count <= LOGGED) {
      LOG.warn("{}: {}", rejection.place(), rejection.reason());
    } else if (count == LOGGED + 1) {
      LOG.warn("further rejections are in {} only", TopicCatalogue.DEAD_LETTER);
    }
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(TopicCatalogue.DEAD_LETTER, rejection.source(), rejection.bytes());
    header(letter, "source", rejection.source());
    header(letter, "place", rejection.place());
    header(letter, "reason", rejection.reason());
    header(letter, "original_length", Long.toString(rejection.originalLength()));
    var unused = producer.send(letter, (metadata, error) -> remember(error));
  }

  /** Returns how many pieces of input were rejected so far. */
  long count() {
    return count;
  }

  /**
   * Waits until every dead letter is acknowledged.
   *
   * @throws KafkaException when one was not
   */
  void flush() {
    producer.flush();
    Exception error = failure.get();
    if (error != null) {
      throw new KafkaException("a dead letter was not taken: " + error.getMessage(), error);
    }
  }

  @Override
  public void close() {
    producer.close();
  }

  private void remember(Exception error) {
    if (error != null) {
      failure.compareAndSet(null, error);
    }
  }

  private static void header(ProducerRecord<String, byte[]> letter, String name, String value) {
    letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
