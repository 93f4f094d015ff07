package org.signalfall.schema.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecord;

/**
 * A later version of a contract schema: every enum has one more symbol, every record one more
 * field.
 */
final class NextVersion {

  private static final String NEW_SYMBOL = "FROM_THE_NEXT_VERSION";
  private static final ObjectMapper JSON = new ObjectMapper();

  private NextVersion() {}

  static Schema of(Schema current) throws JsonProcessingException {
    JsonNode root = JSON.readTree(current.toString());
    evolve(root);
    return new Schema.Parser().parse(root.toString());
  }

  private static void evolve(JsonNode node) {
    node.forEach(NextVersion::evolve);
    switch (node.path("type").asText()) {
      case "enum" -> ((ArrayNode) node.get("symbols")).add(NEW_SYMBOL);
      case "record" ->
          ((ArrayNode) node.get("fields"))
              .insert(
                  0,
                  JSON.createObjectNode()
                      .put("name", "from_the_next_version")
                      .put("type", "string")
                      .put("default", ""));
      default -> {
        // Nothing else in the contract grows.
      }
    }
  }

  /**
   * Returns a datum with every optional part set, one item per list, and new symbols throughout.
   */
  static Object filled(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> {
        GenericData.Record record = new GenericData.Record(schema);
        schema.getFields().forEach(field -> record.put(field.pos(), filled(field.schema())));
        yield record;
      }
      case ENUM -> new GenericData.EnumSymbol(schema, NEW_SYMBOL);
      case UNION -> filled(schema.getTypes().get(1));
      case ARRAY -> List.of(filled(schema.getElementType()));
      case MAP -> Map.of("key", filled(schema.getValueType()));
      case FIXED -> new GenericData.Fixed(schema, new byte[schema.getFixedSize()]);
      case STRING -> "text";
      case BYTES -> ByteBuffer.wrap(new byte[] {1});
      case INT -> 1;
      case LONG -> 1L;
      case FLOAT -> 1.0f;
      case DOUBLE -> 1.0;
      case BOOLEAN -> true;
      case NULL -> null;
    };
  }

  /** Returns every enum value in a record, however deep. */
  static List<Enum<?>> enums(Object datum) {
    List<Enum<?>> found = new ArrayList<>();
    if (datum instanceof Enum<?> symbol) {
      found.add(symbol);
    } else if (datum instanceof SpecificRecord record) {
      for (Schema.Field field : record.getSchema().getFields()) {
        found.addAll(enums(record.get(field.pos())));
      }
    } else if (datum instanceof Collection<?> items) {
      items.forEach(item -> found.addAll(enums(item)));
    } else if (datum instanceof Map<?, ?> map) {
      found.addAll(enums(map.values()));
    }
    return found;
  }
}
