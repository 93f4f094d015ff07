package org.signalfall.ingest.ooni;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * The fields of a JSON object. What is absent or null is empty; what has another type than it must
 * have makes the measurement malformed, with the path in the reason.
 */
final class Fields {

  private static final int MAX_TEXT_LENGTH = 16 * 1024;

  private final JsonNode node;
  private final String path;

  private Fields(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /** Wraps the whole document. */
  static Fields of(JsonNode root) throws MalformedRecordException {
    return object(root, "");
  }

  Optional<String> text(String name) throws MalformedRecordException {
    JsonNode value = node.get(name);
    if (isNull(value)) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw wrongType(name, value, "text");
    }
    if (value.textValue().length() > MAX_TEXT_LENGTH) {
      throw new MalformedRecordException(
          at(name) + " is longer than " + MAX_TEXT_LENGTH + " characters");
    }
    return Optional.of(value.textValue());
  }

  /** Returns a text that can't be missing. */
  String requiredText(String name) throws MalformedRecordException {
    return text(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> new MalformedRecordException(at(name) + " is missing"));
  }

  Optional<Boolean> flag(String name) throws MalformedRecordException {
    JsonNode value = node.get(name);
    if (isNull(value)) {
      return Optional.empty();
    }
    if (!value.isBoolean()) {
      throw wrongType(name, value, "true or false");
    }
    return Optional.of(value.booleanValue());
  }

  /** Returns whether a flag is given and true. */
  boolean isTrue(String name) throws MalformedRecordException {
    return flag(name).orElse(false);
  }

  /** Returns a whole number, or empty when there is none. */
  Optional<Integer> integer(String name) throws MalformedRecordException {
    JsonNode value = node.get(name);
    if (isNull(value)) {
      return Optional.empty();
    }
    if (!value.isInt()) {
      throw wrongType(name, value, "a whole number");
    }
    return Optional.of(value.intValue());
  }

  /** Returns a number; what is too large is infinite. */
  Optional<Double> number(String name) throws MalformedRecordException {
    JsonNode value = node.get(name);
    if (isNull(value)) {
      return Optional.empty();
    }
    if (!value.isNumber()) {
      throw wrongType(name, value, "a number");
    }
    return Optional.of(value.doubleValue());
  }

  /**
   * Returns the word for a failure. Old tests write {@code false} for none and {@code true} for one
   * that they can't name.
   */
  Optional<String> failure(String name) throws MalformedRecordException {
    JsonNode value = node.get(name);
    if (value != null && value.isBoolean()) {
      return value.booleanValue() ? Optional.of(Failures.UNNAMED) : Optional.empty();
    }
    return text(name).filter(text -> !text.isEmpty()).map(Failures::word);
  }

  /** Returns whether there is this very text. */
  boolean saysText(String name, String wanted) {
    return isText(name) && node.get(name).textValue().equals(wanted);
  }

  /** Returns whether a flag is given and false. */
  boolean isFalse(String name) {
    JsonNode value = node.get(name);
    return value != null && value.isBoolean() && !value.booleanValue();
  }

  /** Returns whether there is a text. */
  boolean isText(String name) {
    JsonNode value = node.get(name);
    return value != null && value.isTextual();
  }

  /** Returns whether there is anything but null. */
  boolean has(String name) {
    return !isNull(node.get(name));
  }

  /** Returns the names of the fields. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Returns the texts of a list; an absent one has none, and what isn't text is passed over. */
  List<String> texts(String name) throws MalformedRecordException {
    JsonNode value = node.get(name);
    List<String> texts = new ArrayList<>();
    if (isNull(value)) {
      return texts;
    }
    if (!value.isArray()) {
      throw wrongType(name, value, "a list");
    }
    value.forEach(
        item -> {
          if (item.isTextual() && item.textValue().length() <= MAX_TEXT_LENGTH) {
            texts.add(item.textValue());
          }
        });
    return texts;
  }

  /**
   * Returns a header of this response, whatever the case of its name: from {@code headers_list},
   * else from {@code headers}. A value that is binary or very long is passed over.
   */
  Optional<String> header(String name) {
    return anyHeader(name).filter(value -> value.length() <= MAX_TEXT_LENGTH);
  }

  private Optional<String> anyHeader(String name) {
    for (JsonNode pair : node.path("headers_list")) {
      if (pair.path(0).asText().equalsIgnoreCase(name) && pair.path(1).isTextual()) {
        return Optional.of(pair.path(1).textValue());
      }
    }
    for (Map.Entry<String, JsonNode> header : node.path("headers").properties()) {
      if (header.getKey().equalsIgnoreCase(name) && header.getValue().isTextual()) {
        return Optional.of(header.getValue().textValue());
      }
    }
    return Optional.empty();
  }

  /** Returns a text; {@code false} counts as the text {@code false}. */
  Optional<String> textOrFalse(String name) throws MalformedRecordException {
    return isFalse(name) ? Optional.of("false") : text(name);
  }

  /** Returns an object's fields; an absent one has none. */
  Fields object(String name) throws MalformedRecordException {
    JsonNode value = node.get(name);
    return isNull(value)
        ? new Fields(MissingNode.getInstance(), at(name))
        : object(value, at(name));
  }

  /** Returns the fields of an object that may be written as a text with JSON in it. */
  Fields objectOrText(String name) throws MalformedRecordException {
    return isText(name)
        ? object(
            MeasurementJson.read(requiredText(name).getBytes(StandardCharsets.UTF_8)), at(name))
        : object(name);
  }

  /** Returns an object's fields, when there are any to return. */
  Fields requiredObject(String name) throws MalformedRecordException {
    if (isNull(node.get(name))) {
      throw new MalformedRecordException(at(name) + " is missing");
    }
    return object(name);
  }

  /** Returns the objects of a list; an absent one has none. */
  List<Fields> list(String name) throws MalformedRecordException {
    JsonNode value = node.get(name);
    List<Fields> objects = new ArrayList<>();
    if (isNull(value)) {
      return objects;
    }
    if (!value.isArray()) {
      throw wrongType(name, value, "a list");
    }
    for (int i = 0; i < value.size(); i++) {
      objects.add(object(value.get(i), at(name) + "[" + i + "]"));
    }
    return objects;
  }

  private static Fields object(JsonNode value, String path) throws MalformedRecordException {
    if (!value.isObject()) {
      String what = path.isEmpty() ? "the measurement" : path;
      throw new MalformedRecordException(what + " is " + typeOf(value) + " instead of an object");
    }
    return new Fields(value, path);
  }

  private MalformedRecordException wrongType(String name, JsonNode value, String wanted) {
    return new MalformedRecordException(
        at(name) + " is " + typeOf(value) + " instead of " + wanted);
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static boolean isNull(JsonNode value) {
    return value == null || value.isNull();
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case STRING -> "text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case NULL -> "null";
      case BINARY, MISSING, POJO -> "nothing known";
    };
  }
}
