package org.signalfall.ingest.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes replies as JSON. */
final class Replies {

  /** Longest reason that is sent back; the dead letter has all of it. */
  private static final int MAX_REASON_LENGTH = 200;

  private static final int BUSY_SECONDS = 1;
  private static final int UNACKNOWLEDGED_SECONDS = 5;

  private static final JsonFactory JSON = new JsonFactory();

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private Replies() {}

  /**
   * Says what became of the lines of a request.
   *
   * @param request identity of the request, which its dead letters name
   * @param accepted lines that were new
   * @param duplicates lines that had been acknowledged before
   */
  static Reply taken(String request, int accepted, int duplicates, List<BadLine> badLines) {
    return new Reply(
        200,
        0,
        object(
            json -> {
              json.writeStringField("request", request);
              json.writeNumberField("accepted", accepted);
              json.writeNumberField("duplicates", duplicates);
              json.writeNumberField("rejected", badLines.size());
              json.writeArrayFieldStart("errors");
              for (BadLine line : badLines) {
                json.writeStartObject();
                json.writeNumberField("line", line.number());
                json.writeStringField("reason", shortened(line.reason()));
                json.writeEndObject();
              }
              json.writeEndArray();
            }));
  }

  /** Says that a request is refused, and why. */
  static Reply refused(int status, String sentence) {
    return error(status, 0, sentence);
  }

  /** Says that too much is on its way to the brokers; nothing of the request was taken. */
  static Reply busy() {
    return error(429, BUSY_SECONDS, "too much is on its way; send it again");
  }

  /** Says that the brokers have not acknowledged a request; it may yet turn out to be taken. */
  static Reply unacknowledged() {
    return error(
        503, UNACKNOWLEDGED_SECONDS, "the brokers have not acknowledged it; send it again");
  }

  /** Says that the intake itself has failed; none of the request is known to be taken. */
  static Reply broken() {
    return error(500, UNACKNOWLEDGED_SECONDS, "the intake has failed; its log says why");
  }

  /** Says that all is well. */
  static Reply healthy() {
    return new Reply(200, 0, object(json -> json.writeStringField("status", "up")));
  }

  private static Reply error(int status, int retryAfterSeconds, String sentence) {
    return new Reply(
        status,
        retryAfterSeconds,
        object(json -> json.writeStringField("error", shortened(sentence))));
  }

  private static String shortened(String reason) {
    return reason.length() <= MAX_REASON_LENGTH
        ? reason
        : reason.substring(0, MAX_REASON_LENGTH) + "...";
  }

  private static byte[] object(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory never fails", e);
    }
    return bytes.toByteArray();
  }
}
