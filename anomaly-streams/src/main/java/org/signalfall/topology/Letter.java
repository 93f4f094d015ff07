package org.signalfall.topology;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.signalfall.schema.topic.DeadLetterHeaders;
import org.signalfall.schema.topic.TopicCatalogue;

/** A record on its way to the dead letters: original bytes, key and headers, place and reason. */
final class Letter {

  /** Of what came out too large, so much is kept: 64 KiB, as of input that is. */
  static final int KEPT_OUTPUT_BYTES = 64 * 1024;

  private Letter() {}

  /**
   * Returns the letter that holds the record which was being processed.
   *
   * @param reason one sentence
   */
  static List<ProducerRecord<byte[], byte[]>> ofInput(
      ErrorHandlerContext context, DeadLetterKind kind, String reason) {
    byte[] value = context.sourceRawValue();
    Headers headers = headers(context, kind, reason, value);
    text(headers, DeadLetterHeaders.TOPIC, context.topic());
    text(headers, DeadLetterHeaders.PARTITION, Integer.toString(context.partition()));
    text(headers, DeadLetterHeaders.OFFSET, Long.toString(context.offset()));
    if (context.sourceRawKey() != null) {
      headers.add(DeadLetterHeaders.KEY, context.sourceRawKey());
    }
    for (Header header : context.headers()) {
      headers.add(DeadLetterHeaders.HEADER_PREFIX + header.key(), header.value());
    }
    return List.of(letter(context.topic(), value, headers));
  }

  /**
   * Returns the letter that holds what came out; it can't be sent again.
   *
   * @param value bytes that came out
   * @param topic where they were to go
   * @param reason one sentence
   */
  static List<ProducerRecord<byte[], byte[]>> ofOutput(
      ErrorHandlerContext context, DeadLetterKind kind, String topic, byte[] value, String reason) {
    byte[] kept =
        value.length <= KEPT_OUTPUT_BYTES ? value : Arrays.copyOf(value, KEPT_OUTPUT_BYTES);
    return List.of(letter(topic, kept, headers(context, kind, reason, value)));
  }

  /** Returns where the record was that is being processed. */
  static String place(ErrorHandlerContext context) {
    return "%s-%d:%d".formatted(context.topic(), context.partition(), context.offset());
  }

  private static ProducerRecord<byte[], byte[]> letter(
      String source, byte[] value, Headers headers) {
    text(headers, DeadLetterHeaders.SOURCE, source);
    return new ProducerRecord<>(
        TopicCatalogue.DEAD_LETTER,
        null,
        null,
        source.getBytes(StandardCharsets.UTF_8),
        value,
        headers);
  }

  private static Headers headers(
      ErrorHandlerContext context, DeadLetterKind kind, String reason, byte[] original) {
    Headers headers = new RecordHeaders();
    text(headers, DeadLetterHeaders.PLACE, place(context));
    text(headers, DeadLetterHeaders.KIND, kind.word());
    text(headers, DeadLetterHeaders.REASON, reason);
    text(
        headers,
        DeadLetterHeaders.ORIGINAL_LENGTH,
        Integer.toString(original == null ? 0 : original.length));
    return headers;
  }

  private static void text(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
