package org.signalfall.evaluate.walk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Avro's binary encoding without a registry: writer and reader share this process's classes. */
final class SchemalessAvro {

  private SchemalessAvro() {}

  static <T extends SpecificRecord> Serde<T> of(Class<T> type) {
    Schema schema = SpecificData.get().getSchema(type);
    SpecificDatumReader<T> reader =
        new SpecificDatumReader<>(schema, schema, SpecificData.getForClass(type));
    return Serdes.serdeFrom((topic, value) -> write(value), (topic, bytes) -> read(reader, bytes));
  }

  /** Returns the record as bytes; null for null, which is a tombstone. */
  static byte[] write(SpecificRecord value) {
    if (value == null) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new SpecificDatumWriter<SpecificRecord>(value.getSchema()).write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("an array of bytes can be written", e);
    }
    return bytes.toByteArray();
  }

  private static <T> T read(SpecificDatumReader<T> reader, byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    } catch (IOException e) {
      throw new UncheckedIOException("an array of bytes can be read", e);
    }
  }
}
