package org.signalfall.schema.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Writes records of a generated class with another version of its schema. A generated class lays
 * its fields out by position, so the other version can't be written directly: the record goes
 * through Avro's schema resolution, at the price of encoding it twice.
 *
 * @param <T> generated class
 */
final class ProjectingWriter<T extends SpecificRecord> implements DatumWriter<T> {

  private final SpecificDatumWriter<T> ownWriter;
  private final Schema own;
  private final Schema target;

  /**
   * Creates a writer.
   *
   * @throws SerializationException when the target can't stand for all that the class may hold
   */
  ProjectingWriter(String subject, Schema own, RegisteredSchema target) {
    var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(target.schema(), own);
    if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
      throw new SerializationException(
          "latest schema of %s (id %d) can't stand for %s: %s"
              .formatted(
                  subject,
                  target.id(),
                  own.getFullName(),
                  compatibility.getResult().getIncompatibilities()));
    }
    this.ownWriter = new SpecificDatumWriter<>(own);
    this.own = own;
    this.target = target.schema();
  }

  /** Not supported: both schemas are fixed. */
  @Override
  public void setSchema(Schema schema) {
    throw new UnsupportedOperationException("both schemas are fixed");
  }

  @Override
  public void write(T record, Encoder out) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    ownWriter.write(record, encoder);
    encoder.flush();

    Object projected =
        new GenericDatumReader<>(own, target)
            .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    new GenericDatumWriter<>(target).write(projected, out);
  }
}
