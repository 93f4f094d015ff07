package org.signalfall.schema.serde;

import org.apache.avro.Schema;

/** The contract as the registry shows it to every language. */
public final class PublishedSchema {

  private static final String JAVA_STRING = "{\"type\":\"string\",\"avro.java.string\":\"String\"}";

  private PublishedSchema() {}

  /**
   * Returns the JSON of a generated class's schema, all names resolved, without the hint that makes
   * Java's strings {@link String}: other languages that register the same contract then get the
   * same id.
   *
   * <p>Avro renders a schema in one way only and escapes quotes in texts, so the hint's rendering
   * can't stand for anything else.
   */
  public static String of(Schema schema) {
    return schema.toString().replace(JAVA_STRING, "\"string\"");
  }
}
