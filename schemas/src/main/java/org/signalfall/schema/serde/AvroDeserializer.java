package org.signalfall.schema.serde;

import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.signalfall.schema.TrustedClasses;

/**
 * Reads records in {@link WireFormat} as instances of a generated class, whatever version of its
 * schema they were written with. Decodes with Avro's fast reader, which Avro has on unless {@code
 * -Dorg.apache.avro.fastread=false}. Safe for use by several threads.
 *
 * @param <T> generated class
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

  private final ThreadLocal<Decoding> decodings = ThreadLocal.withInitial(Decoding::new);
  private Class<T> type;
  private RegistryClient registry;

  @Override
  @SuppressWarnings("unchecked") // T is what the configuration names: there is no other word for it
  public void configure(Map<String, ?> configs, boolean isKey) {
    TrustedClasses.register();
    AvroSerdeConfig config = new AvroSerdeConfig(configs);
    this.type = (Class<T>) config.recordType();
    this.registry = SharedRegistryClients.get(config);
  }

  /**
   * Reads a record.
   *
   * @return null for null, a tombstone
   * @throws SerializationException when the payload isn't a whole record in wire format, its schema
   *     is unknown to the registry, or that schema can't be read as the generated class
   * @throws RegistryUnavailableException when no registry answers
   */
  @Override
  public T deserialize(String topic, byte[] payload) {
    if (payload == null) {
      return null;
    }
    int schemaId = WireFormat.schemaId(topic, payload);
    Decoding decoding = decodings.get();
    DatumReader<T> reader = decoding.reader(schemaId);
    try {
      return decoding.read(reader, payload);
    } catch (EOFException end) {
      throw unreadable(topic, payload, schemaId, "the payload ends within the record", end);
    } catch (IOException | RuntimeException broken) {
      throw unreadable(topic, payload, schemaId, broken.getMessage(), broken);
    }
  }

  private SerializationException unreadable(
      String topic, byte[] payload, int schemaId, String reason, Exception cause) {
    return new SerializationException(
        "record of topic %s (%d bytes, schema id %d) can't be read as %s: %s"
            .formatted(topic, payload.length, schemaId, type.getSimpleName(), reason),
        cause);
  }

  /** What one thread keeps between records. */
  private final class Decoding {

    private final Map<Integer, DatumReader<T>> readers = new HashMap<>();
    private BinaryDecoder decoder;
    private int lastId;
    private DatumReader<T> lastReader;

    /** Most records have the schema of the one before. */
    DatumReader<T> reader(int schemaId) {
      if (lastReader == null || schemaId != lastId) {
        lastReader = readers.computeIfAbsent(schemaId, this::newReader);
        lastId = schemaId;
      }
      return lastReader;
    }

    T read(DatumReader<T> reader, byte[] payload) throws IOException {
      int start = WireFormat.HEADER_BYTES;
      decoder = DecoderFactory.get().binaryDecoder(payload, start, payload.length - start, decoder);
      T record = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw new IOException("bytes are left over after the record");
      }
      return record;
    }

    private DatumReader<T> newReader(int schemaId) {
      Schema written = registry.schema(schemaId);
      SpecificDatumReader<T> reader = new SpecificDatumReader<>(type);
      reader.setSchema(written);
      return reader;
    }
  }
}
