package org.signalfall.schema.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes records of a generated class in {@link WireFormat}. The registry is asked once per topic;
 * after that a record costs its own bytes and nothing else. Safe for use by several threads.
 *
 * @param <T> generated class
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

  private final Map<String, RegisteredWriter<T>> writers = new ConcurrentHashMap<>();
  private final ThreadLocal<Scratch> scratches = ThreadLocal.withInitial(Scratch::new);
  private AvroSerdeConfig config;
  private boolean isKey;
  private Schema schema;
  private RegistryClient registry;

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    this.config = new AvroSerdeConfig(configs);
    this.isKey = isKey;
    this.schema = SpecificData.get().getSchema(config.recordType());
    this.registry = SharedRegistryClients.get(config);
  }

  /**
   * Writes a record.
   *
   * @return null for null, a tombstone
   * @throws SerializationException when the record breaks its schema or the registry refuses it
   * @throws RegistryUnavailableException when no registry answers
   */
  @Override
  public byte[] serialize(String topic, T record) {
    if (record == null) {
      return null;
    }
    RegisteredWriter<T> writer = writers.get(topic);
    if (writer == null) {
      writer = register(WireFormat.subject(topic, isKey));
      writers.put(topic, writer);
    }
    try {
      return scratches.get().write(writer, record);
    } catch (IOException | RuntimeException broken) {
      throw new SerializationException(
          "%s for topic %s can't be written: %s"
              .formatted(schema.getName(), topic, broken.getMessage()),
          broken);
    }
  }

  private RegisteredWriter<T> register(String subject) {
    if (config.autoRegisterSchemas()) {
      return ownWriter(registry.register(subject, schema));
    }
    if (config.useLatestVersion()) {
      return latestWriter(subject);
    }
    return ownWriter(registry.idOf(subject, schema));
  }

  private RegisteredWriter<T> ownWriter(int id) {
    return new RegisteredWriter<>(id, new SpecificDatumWriter<>(schema));
  }

  private RegisteredWriter<T> latestWriter(String subject) {
    RegisteredSchema latest = registry.latest(subject);
    Schema own = new Schema.Parser().parse(PublishedSchema.of(schema));
    return latest.schema().equals(own)
        ? ownWriter(latest.id())
        : new RegisteredWriter<>(latest.id(), new ProjectingWriter<>(subject, schema, latest));
  }

  private record RegisteredWriter<T>(int id, DatumWriter<T> datumWriter) {}

  /** Buffers of one thread, kept since a producer serializes without end. */
  private static final class Scratch {

    private static final int ORDINARY_RECORD_BYTES = 512;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(ORDINARY_RECORD_BYTES);
    private BinaryEncoder encoder;

    <T> byte[] write(RegisteredWriter<T> writer, T record) throws IOException {
      // Taking the encoder back flushes what a failed record left in it, so the reset comes after.
      encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
      bytes.reset();
      WireFormat.writeHeader(bytes, writer.id());
      writer.datumWriter().write(record, encoder);
      encoder.flush();
      return bytes.toByteArray();
    }
  }
}
