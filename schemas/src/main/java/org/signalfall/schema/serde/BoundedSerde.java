package org.signalfall.schema.serde;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A serde that refuses to write records which Kafka wouldn't take. Once a producer has refused one,
 * its whole transaction is lost, whatever a handler of exceptions says; so it has to be noticed
 * before.
 */
public final class BoundedSerde {

  private BoundedSerde() {}

  /**
   * Returns a serde that throws {@link LargeRecordException} for a record of more bytes than that.
   *
   * @param limit most bytes of a record's value
   */
  public static <T extends SpecificRecord> Serde<T> of(Serde<T> serde, int limit) {
    Serializer<T> writer = serde.serializer();
    Deserializer<T> reader = serde.deserializer();
    return Serdes.serdeFrom(
        (topic, record) -> bounded(topic, writer.serialize(topic, record), limit), reader);
  }

  private static byte[] bounded(String topic, byte[] bytes, int limit) {
    if (bytes != null && bytes.length > limit) {
      throw new LargeRecordException(topic, bytes, limit);
    }
    return bytes;
  }
}
