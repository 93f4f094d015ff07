package org.signalfall.schema.serde;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Confluent's wire format: a zero byte, the schema id as four bytes in big-endian order, and the
 * Avro binary encoding of one datum.
 *
 * @see <a
 *     href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format">
 *     Wire format</a>
 */
final class WireFormat {

  static final int HEADER_BYTES = 5;
  private static final byte MAGIC = 0;

  private WireFormat() {}

  static void writeHeader(ByteArrayOutputStream out, int schemaId) {
    out.write(MAGIC);
    out.write(schemaId >>> 24);
    out.write(schemaId >>> 16);
    out.write(schemaId >>> 8);
    out.write(schemaId);
  }

  /**
   * Returns the id of the schema that a payload was written with.
   *
   * @throws SerializationException when the payload is too short or doesn't begin with zero
   */
  static int schemaId(String topic, byte[] payload) {
    if (payload.length < HEADER_BYTES) {
      throw new SerializationException(
          "record of topic %s has %d bytes, too few for the magic byte and schema id"
              .formatted(topic, payload.length));
    }
    if (payload[0] != MAGIC) {
      throw new SerializationException(
          "record of topic %s begins with byte 0x%02x, not with the magic byte 0x00 of a schema id"
              .formatted(topic, payload[0]));
    }
    return ByteBuffer.wrap(payload).getInt(1);
  }

  /** Returns the subject of a topic by Confluent's TopicNameStrategy. */
  static String subject(String topic, boolean isKey) {
    return topic + (isKey ? "-key" : "-value");
  }
}
