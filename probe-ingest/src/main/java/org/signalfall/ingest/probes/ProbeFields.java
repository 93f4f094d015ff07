package org.signalfall.ingest.probes;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Quoted;

/**
 * The fields of a JSON object. What is wrong with them is noted, so that a reason can name all of
 * it at once; the value that is then returned is never used.
 */
final class ProbeFields {

  private static final int MAX_TEXT_LENGTH = 200;

  /** Reads a value out of text, or says why it can't. */
  @FunctionalInterface
  interface Reading<T> {
    T read(String text) throws MalformedRecordException;
  }

  private final JsonNode object;
  private final String path;
  private final List<String> problems;

  private ProbeFields(JsonNode object, String path, List<String> problems) {
    this.object = object;
    this.path = path;
    this.problems = problems;
  }

  /** Wraps a whole line. */
  static ProbeFields of(JsonNode line) throws MalformedRecordException {
    if (!line.isObject()) {
      throw new MalformedRecordException("the line is no JSON object");
    }
    return new ProbeFields(line, "", new ArrayList<>());
  }

  /** Ends the reading of a line: throws when anything was wrong with it. */
  void requireGood() throws MalformedRecordException {
    if (!problems.isEmpty()) {
      throw new MalformedRecordException(String.join("; ", problems));
    }
  }

  /** Notes that something is wrong. */
  void problem(String problem) {
    problems.add(problem);
  }

  boolean has(String name) {
    return object.hasNonNull(name);
  }

  /** Returns whether a field is there, even when it is null. */
  boolean names(String name) {
    return object.has(name);
  }

  /** Returns a text or a number as text, without surrounding blanks. */
  Optional<String> text(String name) {
    JsonNode value = object.get(name);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() && !value.isNumber()) {
      problem(at(name) + " is neither text nor a number");
      return Optional.empty();
    }
    if (value.isFloatingPointNumber() && Double.isInfinite(value.doubleValue())) {
      problem(at(name) + " is too large");
      return Optional.empty();
    }
    String text = plain(value).strip();
    if (text.length() > MAX_TEXT_LENGTH) {
      problem(at(name) + " is longer than " + MAX_TEXT_LENGTH + " characters");
      return Optional.empty();
    }
    return Optional.of(text).filter(given -> !given.isEmpty());
  }

  /** Returns a text that must be there; empty when it isn't. */
  String requiredText(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty() && !has(name)) {
      problem(at(name) + " is missing");
    }
    return text.orElse("");
  }

  /** Returns what a text stands for, or empty when there is none. */
  <T> Optional<T> read(String name, Reading<T> reading) {
    try {
      Optional<String> text = text(name);
      return text.isPresent() ? Optional.of(reading.read(text.get())) : Optional.empty();
    } catch (MalformedRecordException e) {
      problem(e.getMessage());
      return Optional.empty();
    }
  }

  /** Returns what a text stands for that must be there. */
  <T> Optional<T> readRequired(String name, Reading<T> reading) {
    if (!has(name)) {
      problem(at(name) + " is missing");
    }
    return read(name, reading);
  }

  /** Returns a symbol of an enum, written in any case, or UNKNOWN's stand-in when there is none. */
  <E extends Enum<E>> E symbol(String name, E unknown) {
    E[] symbols = unknown.getDeclaringClass().getEnumConstants();
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return unknown;
    }
    for (E symbol : symbols) {
      if (symbol.name().equalsIgnoreCase(text.get())) {
        return symbol;
      }
    }
    String known =
        Arrays.stream(symbols)
            .map(symbol -> symbol.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    problem(at(name) + " " + Quoted.of(text.get()) + " is none of " + known);
    return unknown;
  }

  /** Returns a whole number from 0 on, or null when there is none. */
  Integer count(String name, int max) {
    JsonNode value = object.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isInt() || value.intValue() < 0 || value.intValue() > max) {
      problem(at(name) + " is no whole number from 0 to " + max);
      return null;
    }
    return value.intValue();
  }

  /** Returns true, false, or empty for null and for what is absent. */
  Optional<Boolean> flag(String name) {
    JsonNode value = object.get(name);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isBoolean()) {
      problem(at(name) + " is neither true, false nor null");
      return Optional.empty();
    }
    return Optional.of(value.booleanValue());
  }

  /** Returns the fields of an inner object, empty when the field is something else. */
  Optional<ProbeFields> object(String name) {
    JsonNode value = object.get(name);
    return value != null && value.isObject()
        ? Optional.of(new ProbeFields(value, at(name) + ".", problems))
        : Optional.empty();
  }

  /** Returns the objects of a list of at most so many. */
  List<ProbeFields> list(String name, int max) {
    JsonNode value = object.get(name);
    List<ProbeFields> objects = new ArrayList<>();
    if (!value.isArray() || value.isEmpty() || value.size() > max) {
      problem(at(name) + " is no list of 1 to " + max + " objects");
      return objects;
    }
    for (int i = 0; i < value.size(); i++) {
      if (value.get(i).isObject()) {
        objects.add(new ProbeFields(value.get(i), at(name) + "[" + i + "].", problems));
      } else {
        problem(at(name) + "[" + i + "] is no object");
      }
    }
    return objects;
  }

  /** Writes numbers without an exponent, which times are not to have. */
  private static String plain(JsonNode value) {
    return value.isFloatingPointNumber()
        ? BigDecimal.valueOf(value.doubleValue()).toPlainString()
        : value.asText();
  }

  /** Returns the name of a field with the path to it. */
  String at(String name) {
    return path + name;
  }
}
