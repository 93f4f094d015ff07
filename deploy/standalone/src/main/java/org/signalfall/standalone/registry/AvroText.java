package org.signalfall.standalone.registry;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Reads Avro schemas as clients send them. */
final class AvroText {
  private AvroText() {}

  /**
   * Parses a schema; its {@code toString()} is the text by which two schemas are the same.
   *
   * @throws RegistryException 42201 when the text is no Avro schema
   */
  static Schema parse(String text) {
    try {
      return new Schema.Parser().parse(text);
    } catch (AvroRuntimeException e) {
      throw RegistryException.invalidSchema(e.getMessage());
    }
  }
}
