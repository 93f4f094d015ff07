package org.signalfall.schema.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Reads what {@link AvroJson} writes. Fields that are missing take their defaults, fields and
 * symbols that this version does not know are passed over: either side may be a version behind.
 */
final class JsonAvro {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonAvro() {}

  /**
   * Reads one record.
   *
   * @throws MalformedEventException when the text is no JSON object, or a field holds a value that
   *     its type does not have
   */
  static SpecificRecordBase read(String text, Schema schema) throws MalformedEventException {
    try (JsonParser json = FACTORY.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedEventException("it is no JSON object");
      }
      SpecificRecordBase record = record(json, schema, "");
      if (json.nextToken() != null) {
        throw new MalformedEventException("something follows the JSON object");
      }
      return record;
    } catch (JsonProcessingException e) {
      throw new MalformedEventException("it is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new MalformedEventException("it cannot be read: " + e.getMessage(), e);
    }
  }

  private static SpecificRecordBase record(JsonParser json, Schema schema, String path)
      throws IOException, MalformedEventException {
    SpecificRecordBase record =
        (SpecificRecordBase) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), SpecificData.get().deepCopy(field.schema(), defaultOf(field)));
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      Schema.Field field = schema.getField(json.currentName());
      json.nextToken();
      if (field == null) {
        json.skipChildren();
      } else {
        record.put(field.pos(), value(json, field.schema(), path + field.name()));
      }
    }
    return record;
  }

  private static Object defaultOf(Schema.Field field) {
    return SpecificData.get().getDefaultValue(field);
  }

  private static Object value(JsonParser json, Schema schema, String path)
      throws IOException, MalformedEventException {
    JsonToken token = json.currentToken();
    return switch (schema.getType()) {
      case UNION -> nullable(json, schema, path);
      case RECORD -> {
        require(token == JsonToken.START_OBJECT, path, "an object");
        yield record(json, schema, path + ".");
      }
      case ARRAY -> list(json, schema.getElementType(), path);
      case ENUM -> {
        require(token == JsonToken.VALUE_STRING, path, "a symbol");
        yield symbol(schema, json.getText());
      }
      case STRING -> {
        require(token == JsonToken.VALUE_STRING, path, "a text");
        yield json.getText();
      }
      case BOOLEAN -> {
        require(token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE, path, "a boolean");
        yield json.getBooleanValue();
      }
      case INT -> {
        require(token == JsonToken.VALUE_NUMBER_INT, path, "a whole number");
        yield json.getIntValue();
      }
      case LONG -> isTime(schema) ? time(json, path) : whole(json, path);
      case DOUBLE -> number(json, path);
      default -> throw new IllegalArgumentException("the contract has no " + schema.getType());
    };
  }

  private static Object nullable(JsonParser json, Schema union, String path)
      throws IOException, MalformedEventException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    Schema some =
        union.getTypes().stream()
            .filter(branch -> branch.getType() != Schema.Type.NULL)
            .findFirst()
            .orElseThrow();
    return value(json, some, path);
  }

  private static List<Object> list(JsonParser json, Schema element, String path)
      throws IOException, MalformedEventException {
    require(json.currentToken() == JsonToken.START_ARRAY, path, "an array");
    List<Object> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(json, element, path + "[" + list.size() + "]"));
    }
    return list;
  }

  private static Object symbol(Schema schema, String text) {
    String known = schema.hasEnumSymbol(text) ? text : schema.getEnumDefault();
    return SpecificData.get().createEnum(known, schema);
  }

  private static boolean isTime(Schema schema) {
    return schema.getLogicalType() instanceof LogicalTypes.TimestampMillis;
  }

  private static Instant time(JsonParser json, String path)
      throws IOException, MalformedEventException {
    require(json.currentToken() == JsonToken.VALUE_STRING, path, "a time such as ISO 8601 has it");
    try {
      return Instant.parse(json.getText());
    } catch (DateTimeException e) {
      throw new MalformedEventException(path + " is no time of ISO 8601: " + json.getText(), e);
    }
  }

  private static Long whole(JsonParser json, String path)
      throws IOException, MalformedEventException {
    require(json.currentToken() == JsonToken.VALUE_NUMBER_INT, path, "a whole number");
    return json.getLongValue();
  }

  /** What was not finite has been written as null. */
  private static Double number(JsonParser json, String path)
      throws IOException, MalformedEventException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return Double.NaN;
    }
    require(json.currentToken().isNumeric(), path, "a number");
    return json.getDoubleValue();
  }

  private static void require(boolean holds, String path, String what)
      throws MalformedEventException {
    if (!holds) {
      throw new MalformedEventException(path + " is not " + what);
    }
  }
}
