package org.signalfall.schema.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * Writes an Avro record as people read it: no wrapping of unions, enums as strings, times as
 * ISO-8601 in UTC, nulls spelt out. It isn't Avro's own JSON encoding, which keeps times as numbers
 * and wraps unions.
 */
final class AvroJson {

  private AvroJson() {}

  /** Returns the record on one line, its fields in the order of the schema, some left out. */
  static String line(IndexedRecord record, Set<String> leftOut) {
    return JsonLine.of(json -> write(json, record, leftOut));
  }

  /** Writes the record, its fields in the order of the schema, some left out. */
  static void write(JsonGenerator json, IndexedRecord record, Set<String> leftOut)
      throws IOException {
    json.writeStartObject();
    for (Schema.Field field : record.getSchema().getFields()) {
      if (!leftOut.contains(field.name())) {
        json.writeFieldName(field.name());
        writeValue(json, record.get(field.pos()));
      }
    }
    json.writeEndObject();
  }

  private static void writeValue(JsonGenerator json, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof IndexedRecord record) {
      write(json, record, Set.of());
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        writeValue(json, element);
      }
      json.writeEndArray();
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      writeDouble(json, number);
    } else if (value instanceof Instant
        || value instanceof CharSequence
        || value instanceof Enum<?>) {
      json.writeString(value.toString());
    } else {
      throw new IllegalArgumentException(
          "the contract has no values of " + value.getClass().getName());
    }
  }

  /** JSON has no word for a number that isn't one. */
  private static void writeDouble(JsonGenerator json, double number) throws IOException {
    if (Double.isFinite(number)) {
      json.writeNumber(number);
    } else {
      json.writeNull();
    }
  }
}
