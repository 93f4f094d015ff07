package org.signalfall.schema.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.signalfall.schema.serde.PublishedSchema;
import org.signalfall.schema.topic.Topic;
import org.signalfall.schema.topic.TopicCatalogue;

/** The top-level records of the contract, as the topic catalogue names them. */
final class ContractRecords {

  private ContractRecords() {}

  /** A record that a topic holds, and how its schema may change. */
  record ContractRecord(Schema schema, Compatibility compatibility) {

    String name() {
      return schema.getName();
    }

    @Override
    public String toString() {
      return name();
    }
  }

  /** Which versions must be able to read which. */
  enum Compatibility {
    /** The current version reads every older one. */
    BACKWARD_TRANSITIVE,
    /** The current version reads every older one, and every older one reads the current. */
    FULL_TRANSITIVE
  }

  static Stream<ContractRecord> all() {
    Map<String, ContractRecord> records = new LinkedHashMap<>();
    for (Topic topic : new TopicCatalogue(1).topics()) {
      topic
          .value()
          .map(schema -> new Schema.Parser().parse(PublishedSchema.of(schema)))
          .ifPresent(
              schema ->
                  records.put(schema.getName(), new ContractRecord(schema, compatibility(topic))));
    }
    return records.values().stream();
  }

  /** Consumers outside build on all topics but the raw and the internal ones. */
  private static Compatibility compatibility(Topic topic) {
    return topic.name().startsWith("signalfall.raw.")
            || topic.name().startsWith("signalfall.internal.")
        ? Compatibility.BACKWARD_TRANSITIVE
        : Compatibility.FULL_TRANSITIVE;
  }

  /** Returns a schema and all named schemas within it, each once. */
  static List<Schema> namedSchemas(Schema root) {
    Map<String, Schema> found = new LinkedHashMap<>();
    collect(root, found);
    return new ArrayList<>(found.values());
  }

  private static void collect(Schema schema, Map<String, Schema> found) {
    switch (schema.getType()) {
      case RECORD -> {
        if (found.putIfAbsent(schema.getFullName(), schema) == null) {
          schema.getFields().forEach(field -> collect(field.schema(), found));
        }
      }
      case ENUM, FIXED -> found.putIfAbsent(schema.getFullName(), schema);
      case ARRAY -> collect(schema.getElementType(), found);
      case MAP -> collect(schema.getValueType(), found);
      case UNION -> schema.getTypes().forEach(branch -> collect(branch, found));
      default -> {
        // A primitive holds no further schema.
      }
    }
  }
}
