package org.signalfall.standalone.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.OptionalInt;
import org.signalfall.standalone.registry.SchemaIndex.Visibility;

/**
 * One call of the API.
 *
 * @param path values of the template's placeholders, by name, decoded
 * @param query decoded query parameters
 * @param body as received
 */
record Request(Map<String, String> path, Map<String, String> query, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String subject() {
    return path.get("subject");
  }

  int id() {
    try {
      return Integer.parseInt(path.get("id"));
    } catch (NumberFormatException e) {
      throw RegistryException.notFound();
    }
  }

  /** The version asked for; empty for the latest, which -1 means too. */
  OptionalInt version() {
    String text = path.get("version");
    if (text.equals("latest") || text.equals("-1")) {
      return OptionalInt.empty();
    }
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return OptionalInt.of(number);
      }
    } catch (NumberFormatException e) {
      throw RegistryException.invalidVersion(text);
    }
    throw RegistryException.invalidVersion(text);
  }

  boolean flag(String name) {
    return Boolean.parseBoolean(query.get(name));
  }

  /** Soft-deleted versions count only where {@code deleted=true} asks for them. */
  Visibility visibility() {
    if (flag("deletedOnly")) {
      return Visibility.DELETED;
    }
    return flag("deleted") ? Visibility.ANY : Visibility.LIVE;
  }

  /**
   * The schema in the body.
   *
   * @throws RegistryException 42201 or 42205 when it asks for what this registry does not do
   */
  String schema() {
    JsonNode json = json();
    String type = json.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw RegistryException.invalidSchema(
          "schemaType " + type + " is not supported here, only AVRO");
    }
    if (!json.path("references").isEmpty()) {
      throw RegistryException.invalidSchema(
          "references are not supported here; write the referenced types into the schema");
    }
    if (json.path("id").asInt(-1) >= 0) {
      throw RegistryException.notPermitted(
          "An id can be given in import mode only, which this registry has not");
    }
    String schema = json.path("schema").textValue();
    if (schema == null) {
      throw RegistryException.invalidSchema("the body has no text field schema");
    }
    return schema;
  }

  CompatibilityLevel level() {
    return CompatibilityLevel.of(json().path("compatibility").asText())
        .orElseThrow(RegistryException::invalidLevel);
  }

  private JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw RegistryException.badRequest("The request body is not JSON: " + e.getOriginalMessage());
    }
  }
}
