package org.signalfall.standalone.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.signalfall.standalone.StandaloneException;
import org.signalfall.standalone.registry.LogEntry.Config;
import org.signalfall.standalone.registry.LogEntry.SubjectDeletion;
import org.signalfall.standalone.registry.LogEntry.VersionTombstone;

/**
 * Confluent Schema Registry's record format of the {@code _schemas} topic: JSON keys with a {@code
 * keytype}, JSON values, null value for removal.
 *
 * <p>The order of the key's fields is part of the format: compaction compares keys byte by byte.
 */
final class LogCodec {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A key and its value as JSON; a null value removes the key. */
  record Encoded(String key, String value) {}

  private LogCodec() {}

  static Encoded encode(LogEntry entry) {
    if (entry instanceof SchemaVersion schema) {
      return new Encoded(
          versionKey(schema.subject(), schema.version()),
          json(
              JSON.createObjectNode()
                  .put("subject", schema.subject())
                  .put("version", schema.version())
                  .put("id", schema.id())
                  .put("schema", schema.schema())
                  .put("deleted", schema.deleted())));
    } else if (entry instanceof VersionTombstone tombstone) {
      return new Encoded(versionKey(tombstone.subject(), tombstone.version()), null);
    } else if (entry instanceof SubjectDeletion deletion) {
      return new Encoded(
          json(
              JSON.createObjectNode()
                  .put("keytype", "DELETE_SUBJECT")
                  .put("subject", deletion.subject())
                  .put("magic", 0)),
          json(
              JSON.createObjectNode()
                  .put("subject", deletion.subject())
                  .put("version", deletion.version())));
    } else if (entry instanceof Config config) {
      return new Encoded(
          json(
              JSON.createObjectNode()
                  .put("keytype", "CONFIG")
                  .put("subject", config.subject().orElse(null))
                  .put("magic", 0)),
          config
              .level()
              .map(level -> json(JSON.createObjectNode().put("compatibilityLevel", level.name())))
              .orElse(null));
    }
    throw new IllegalArgumentException("No record format for " + entry);
  }

  /**
   * Reads one record.
   *
   * @return empty for what changes nothing here: NOOP and MODE records, deletions taken back
   * @throws IOException if key or value is not the format's JSON
   * @throws StandaloneException if the record is a schema that this registry cannot hold
   */
  static Optional<LogEntry> decode(String key, String value) throws IOException {
    JsonNode k = tree(key);
    JsonNode v = value == null ? null : tree(value);
    return switch (text(k, "keytype")) {
      case "SCHEMA" -> Optional.of(schema(k, v));
      case "CONFIG" -> Optional.of(config(k, v));
      case "DELETE_SUBJECT" ->
          Optional.ofNullable(v)
              .map(
                  node ->
                      new SubjectDeletion(
                          k.path("subject").asText(), node.path("version").asInt()));
      default -> Optional.empty();
    };
  }

  private static LogEntry schema(JsonNode key, JsonNode value) throws IOException {
    String subject = text(key, "subject");
    int version = positive(key, "version");
    if (value == null) {
      return new VersionTombstone(subject, version);
    }
    String type = value.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO") || !value.path("references").isEmpty()) {
      throw new StandaloneException(
          ("Subject %s version %d is a %s schema%s, which the embedded registry cannot hold; "
                  + "use a Confluent Schema Registry on this data.")
              .formatted(
                  subject,
                  version,
                  type,
                  value.path("references").isEmpty() ? "" : " with references"));
    }
    return new SchemaVersion(
        subject,
        version,
        positive(value, "id"),
        text(value, "schema"),
        value.path("deleted").asBoolean(false));
  }

  private static LogEntry config(JsonNode key, JsonNode value) {
    Optional<CompatibilityLevel> level =
        Optional.ofNullable(value)
            .flatMap(node -> CompatibilityLevel.of(node.path("compatibilityLevel").asText()));
    return new Config(Optional.ofNullable(key.path("subject").textValue()), level);
  }

  private static String versionKey(String subject, int version) {
    return json(
        JSON.createObjectNode()
            .put("keytype", "SCHEMA")
            .put("subject", subject)
            .put("version", version)
            .put("magic", 1));
  }

  private static JsonNode tree(String json) throws IOException {
    JsonNode node = json == null ? null : JSON.readTree(json);
    if (node == null || !node.isObject()) {
      throw new IOException("not a JSON object");
    }
    return node;
  }

  private static String text(JsonNode node, String field) throws IOException {
    String text = node.path(field).textValue();
    if (text == null) {
      throw new IOException("no text in field " + field);
    }
    return text;
  }

  private static int positive(JsonNode node, String field) throws IOException {
    JsonNode number = node.path(field);
    if (!number.canConvertToInt() || number.intValue() < 1) {
      throw new IOException("no positive number in field " + field);
    }
    return number.intValue();
  }

  private static String json(ObjectNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of text and numbers is always JSON", e);
    }
  }
}
