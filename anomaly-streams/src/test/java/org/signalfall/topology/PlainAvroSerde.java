package org.signalfall.topology;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.signalfall.schema.TrustedClasses;

/** Avro without a registry, for tests of one JVM where writer and reader share their classes. */
final class PlainAvroSerde {

  private PlainAvroSerde() {}

  static <T extends SpecificRecord> Serde<T> of(Class<T> type) {
    TrustedClasses.register();
    return Serdes.serdeFrom(
        (topic, value) -> write(type, value), (topic, data) -> read(type, data));
  }

  private static <T> byte[] write(Class<T> type, T value) {
    if (value == null) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new SpecificDatumWriter<>(type).write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static <T> T read(Class<T> type, byte[] data) {
    if (data == null) {
      return null;
    }
    SpecificDatumReader<T> reader =
        new SpecificDatumReader<>(
            SpecificData.get().getSchema(type),
            SpecificData.get().getSchema(type),
            SpecificData.getForClass(type));
    try {
      return reader.read(null, DecoderFactory.get().binaryDecoder(data, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
