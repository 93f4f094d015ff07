package org.signalfall.standalone.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.signalfall.standalone.StandaloneException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry's log: appends to the {@code _schemas} topic and folds what it reads back into an
 * index.
 *
 * <p>Only what came back from the topic counts, so the index and a restart can never differ.
 */
final class SchemaStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaStore.class);
  private static final TopicPartition PARTITION = new TopicPartition(SchemasTopic.NAME, 0);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final SchemaIndex index;
  private final Producer<String, String> producer;
  private final Consumer<String, String> consumer;
  private final Thread reader;
  private final Object progress = new Object();
  private long nextOffset;
  private RuntimeException failure;

  private SchemaStore(String bootstrapServers, SchemaIndex index) {
    this.index = index;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "max.block.ms",
                TIMEOUT.toMillis(),
                "delivery.timeout.ms",
                (int) TIMEOUT.toMillis(),
                "request.timeout.ms",
                (int) TIMEOUT.toMillis() / 2),
            new StringSerializer(),
            new StringSerializer());
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer());
    this.reader = new Thread(this::read, "signalfall-registry-reader");
    reader.setDaemon(true);
  }

  /**
   * Reads the topic to its end, then keeps following it.
   *
   * @throws StandaloneException if the topic holds what this registry cannot serve
   */
  static SchemaStore open(String bootstrapServers, SchemaIndex index) {
    SchemaStore store = new SchemaStore(bootstrapServers, index);
    try {
      store.catchUp();
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  SchemaIndex index() {
    return index;
  }

  /**
   * Appends a change and returns once the index shows it.
   *
   * @throws RegistryException 50001 when the topic does not take it or does not give it back
   */
  void append(LogEntry entry) {
    LogCodec.Encoded encoded = LogCodec.encode(entry);
    try {
      long offset =
          producer
              .send(new ProducerRecord<>(PARTITION.topic(), 0, encoded.key(), encoded.value()))
              .get()
              .offset();
      awaitRead(offset + 1);
    } catch (ExecutionException | KafkaException e) {
      throw RegistryException.storeFailed(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RegistryException.storeFailed("interrupted while writing");
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      reader.join(TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    consumer.close();
    producer.close(TIMEOUT);
  }

  private void catchUp() {
    consumer.assign(List.of(PARTITION));
    consumer.seekToBeginning(List.of(PARTITION));
    long end = consumer.endOffsets(List.of(PARTITION), TIMEOUT).get(PARTITION);
    reader.start();
    try {
      awaitRead(end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StandaloneException("The registry was interrupted while it started.", e);
    }
  }

  private void awaitRead(long offset) throws InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    synchronized (progress) {
      while (nextOffset < offset) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (failure != null) {
          throw failure;
        }
        if (left <= 0) {
          throw RegistryException.storeFailed(
              "offset %d was not read back within %d s".formatted(offset, TIMEOUT.toSeconds()));
        }
        progress.wait(left);
      }
    }
  }

  private void read() {
    try {
      while (true) {
        for (ConsumerRecord<String, String> entry : consumer.poll(POLL)) {
          decode(entry).ifPresent(index::apply);
        }
        advance(consumer.position(PARTITION), null);
      }
    } catch (WakeupException closing) {
      advance(nextOffset, new KafkaException("The registry is closed"));
    } catch (RuntimeException e) {
      LOG.error("The registry stopped reading {}", PARTITION, e);
      advance(nextOffset, e);
    }
  }

  private void advance(long offset, RuntimeException reason) {
    synchronized (progress) {
      nextOffset = offset;
      failure = reason;
      progress.notifyAll();
    }
  }

  private static Optional<LogEntry> decode(ConsumerRecord<String, String> entry) {
    try {
      return LogCodec.decode(entry.key(), entry.value());
    } catch (IOException e) {
      LOG.warn("Skipped offset {} of {}: {}", entry.offset(), PARTITION, e.getMessage());
      return Optional.empty();
    }
  }
}
