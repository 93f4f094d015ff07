package org.signalfall.ingest;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes in transactions, each of which holds records and the position that they lead to. A second
 * process with the same id fences this one.
 */
final class PositionedProducer<V> implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(PositionedProducer.class);

  private final String id;
  private final String topic;
  private final Producer<String, V> producer;
  private final PositionMode mode;
  private ConsumerGroupMetadata group;
  private boolean inTransaction;

  /**
   * Takes a producer over.
   *
   * @param id its transactional id, which is also the name of the group that holds its position
   * @param topic the topic that it writes to
   */
  PositionedProducer(String id, String topic, Producer<String, V> producer, PositionMode mode) {
    this.id = id;
    this.topic = topic;
    this.producer = producer;
    this.mode = mode;
  }

  /**
   * Fences earlier producers of the id, which settles what they left open, and returns the position
   * that was committed last.
   */
  Optional<Position> open(Brokers brokers) {
    producer.initTransactions();
    if (mode == PositionMode.OFF) {
      return Optional.empty();
    }
    GroupPosition position = brokers.position(id, positionKey());
    group = position.group();
    return position.committed().flatMap(Position::of);
  }

  /** Returns how many partitions the topic has. */
  int partitions() {
    return producer.partitionsFor(topic).size();
  }

  /** Writes a record in the transaction that is open, or in a new one. */
  void send(ProducerRecord<String, V> record) {
    if (!inTransaction) {
      producer.beginTransaction();
      inTransaction = true;
    }
    // A failed send fails the commit, so the future needs no look of its own.
    var unused = producer.send(record);
  }

  /** Makes all that was written since the last commit visible at once, and the position with it. */
  void commit(Position position) {
    if (!inTransaction) {
      return;
    }
    if (group != null) {
      producer.sendOffsetsToTransaction(Map.of(positionKey(), position.toOffset()), group);
    }
    producer.commitTransaction();
    inTransaction = false;
  }

  /** Leaves no half-written transaction behind, as far as the broker lets it. */
  @Override
  public void close() {
    try {
      if (inTransaction) {
        producer.abortTransaction();
      }
    } catch (KafkaException e) {
      LOG.debug("the transaction of {} can't be aborted and will time out", id, e);
    } finally {
      producer.close(CLOSE_TIMEOUT);
    }
  }

  private TopicPartition positionKey() {
    return new TopicPartition(topic, 0);
  }
}
