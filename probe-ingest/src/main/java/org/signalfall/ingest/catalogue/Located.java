package org.signalfall.ingest.catalogue;

import java.util.List;
import java.util.Map;

/** A value of a YAML document that knows where it stands. */
sealed interface Located {

  /** Returns the line, from 1. */
  int line();

  /** A scalar, of whatever type, as it is written. */
  record Text(int line, String text) implements Located {}

  /** A sequence. */
  record Sequence(int line, List<Located> items) implements Located {}

  /** A mapping, in the order of the document. */
  record Mapping(int line, Map<String, Located> entries) implements Located {}

  /** Returns what kind of value this is, for a sentence. */
  default String kind() {
    if (this instanceof Text) {
      return "a text";
    }
    return this instanceof Sequence ? "a list" : "a mapping";
  }
}
