package org.signalfall.standalone.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.signalfall.schema.topic.DeadLetterHeaders;
import org.signalfall.schema.topic.TopicCatalogue;

/**
 * A letter in the topic of dead letters.
 *
 * @param record the letter as it lies there
 * @param sentAgain whether it was sent to its topic again
 */
public record DeadLetter(ConsumerRecord<byte[], byte[]> record, boolean sentAgain) {

  /** Returns the feed or topic that it came from. */
  public String source() {
    return text(DeadLetterHeaders.SOURCE).orElse("");
  }

  /** Returns where it was: file and line, or topic, partition and offset. */
  public String place() {
    return text(DeadLetterHeaders.PLACE).orElse("");
  }

  /** Returns why it is dead, one sentence. */
  public String reason() {
    return text(DeadLetterHeaders.REASON).orElse("");
  }

  /** Returns the kind of reason; {@code rejected} for input that never became a record. */
  public String kind() {
    return text(DeadLetterHeaders.KIND).orElse("rejected");
  }

  /** Returns when it was written. */
  public Instant time() {
    return Instant.ofEpochMilli(record.timestamp());
  }

  /** Returns its bytes before it was cut. */
  public long originalLength() {
    return text(DeadLetterHeaders.ORIGINAL_LENGTH).map(Long::parseLong).orElse((long) length());
  }

  /** Returns where it lies in the topic of dead letters, {@code partition:offset}. */
  public String letter() {
    return record.partition() + ":" + record.offset();
  }

  /** Returns whether it was a record and is whole, so that it can be sent again. */
  public boolean isSendable() {
    return text(DeadLetterHeaders.TOPIC).isPresent()
        && text(DeadLetterHeaders.PARTITION).isPresent()
        && originalLength() == length();
  }

  /**
   * Returns the record that it was, for its topic and partition, and marked as sent again.
   *
   * @throws IllegalStateException when it can't be sent
   */
  public ProducerRecord<byte[], byte[]> original() {
    if (!isSendable()) {
      throw new IllegalStateException("the letter %s can't be sent again".formatted(letter()));
    }
    List<Header> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      if (header.key().startsWith(DeadLetterHeaders.HEADER_PREFIX)) {
        String name = header.key().substring(DeadLetterHeaders.HEADER_PREFIX.length());
        headers.add(new RecordHeader(name, header.value()));
      }
    }
    headers.removeIf(header -> header.key().equals(DeadLetterHeaders.SENT_AGAIN));
    headers.add(header(DeadLetterHeaders.SENT_AGAIN, letter()));
    Header key = record.headers().lastHeader(DeadLetterHeaders.KEY);
    return new ProducerRecord<>(
        text(DeadLetterHeaders.TOPIC).orElseThrow(),
        Integer.valueOf(text(DeadLetterHeaders.PARTITION).orElseThrow()),
        key == null ? null : key.value(),
        record.value(),
        headers);
  }

  /** Returns the receipt that says that it was sent again; it lies in the letter's partition. */
  ProducerRecord<byte[], byte[]> receipt() {
    return new ProducerRecord<>(
        TopicCatalogue.DEAD_LETTER,
        record.partition(),
        record.key(),
        null,
        List.of(header(DeadLetterHeaders.RECEIPT, letter())));
  }

  private int length() {
    return record.value() == null ? 0 : record.value().length;
  }

  private Optional<String> text(String name) {
    return text(record.headers(), name);
  }

  static Optional<String> text(Headers headers, String name) {
    return Optional.ofNullable(headers.lastHeader(name))
        .map(header -> new String(header.value(), StandardCharsets.UTF_8));
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
