package org.signalfall.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.signalfall.schema.topic.DeadLetterHeaders;
import org.signalfall.schema.topic.TopicCatalogue;

/**
 * The dead letters of one feed: input as it was received, with place and reason in headers. Those
 * that an earlier ingestion of the same input has written are not written again.
 *
 * <p>A batch is held until it is full or due and then written in one transaction, so that none is
 * left open while a source reads on.
 */
final class FeedLetters implements AutoCloseable {

  private static final int MAX_HELD = 1_000;
  private static final long MAX_HELD_BYTES = 1L << 20;

  private final String identity;
  private final PositionedProducer<byte[]> producer;
  private final long resumedAfter;
  private final List<Rejection> held = new ArrayList<>();
  private long heldBytes;
  private long count;

  private FeedLetters(String identity, PositionedProducer<byte[]> producer, long resumedAfter) {
    this.identity = identity;
    this.producer = producer;
    this.resumedAfter = resumedAfter;
  }

  /** Fences whoever writes letters of the same feed, and learns where to go on. */
  static FeedLetters open(String feed, String identity, PositionMode mode, Brokers brokers) {
    String id = Lane.id(feed) + "-deadletters";
    PositionedProducer<byte[]> producer =
        new PositionedProducer<>(id, TopicCatalogue.DEAD_LETTER, brokers.deadLetters(id), mode);
    Optional<Position> resumed =
        producer
            .open(brokers)
            .filter(position -> mode == PositionMode.RESUME)
            .filter(position -> position.identity().equals(identity));
    return new FeedLetters(identity, producer, resumed.map(Position::written).orElse(0L));
  }

  void add(Rejection rejection) {
    count++;
    if (count <= resumedAfter) {
      return;
    }
    held.add(rejection);
    heldBytes += rejection.bytes().length;
    if (held.size() >= MAX_HELD || heldBytes >= MAX_HELD_BYTES) {
      commit();
    }
  }

  /** Writes what is held, and waits until it is acknowledged. */
  void commit() {
    held.forEach(rejection -> producer.send(letter(rejection)));
    held.clear();
    heldBytes = 0;
    producer.commit(new Position(identity, count, 0, Long.MIN_VALUE, false));
  }

  @Override
  public void close() {
    producer.close();
  }

  private static ProducerRecord<String, byte[]> letter(Rejection rejection) {
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(TopicCatalogue.DEAD_LETTER, rejection.source(), rejection.bytes());
    header(letter, DeadLetterHeaders.SOURCE, rejection.source());
    header(letter, DeadLetterHeaders.PLACE, rejection.place());
    header(letter, DeadLetterHeaders.REASON, rejection.reason());
    header(letter, DeadLetterHeaders.ORIGINAL_LENGTH, Long.toString(rejection.originalLength()));
    return letter;
  }

  private static void header(ProducerRecord<String, byte[]> letter, String name, String value) {
    letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
