package org.signalfall.standalone.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A status and its JSON. */
record Response(int status, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Confluent's form of an error. */
  private record ErrorBody(@JsonProperty("error_code") int code, String message) {}

  static Response ok(Object value) {
    return new Response(200, json(value));
  }

  /** Text that is JSON already. */
  static Response okRaw(String json) {
    return new Response(200, json);
  }

  static Response error(RegistryException e) {
    return new Response(e.status(), json(new ErrorBody(e.code(), e.getMessage())));
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Records of text and numbers are always JSON", e);
    }
  }
}
