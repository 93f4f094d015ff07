package org.signalfall.ingest.http;

import java.time.Instant;

/** Makes lines of a body. */
final class LineMother {

  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private LineMother() {}

  /** Returns a good line with an id. */
  static String measurement(String id) {
    return measurement("vantage", id);
  }

  static String measurement(String vantage, String id) {
    return """
        {"id":"%s","time":"%s","country":"XA","asn":64500,"vantage":"%s","service":"whatsapp",\
        "component":"app","ok":true}"""
        .formatted(id, NOW.minusSeconds(60), vantage);
  }

  /** Returns a line that is no measurement. */
  static String bad(String text) {
    return "bad " + text;
  }

  static String body(String... lines) {
    return String.join("\n", lines) + "\n";
  }
}
