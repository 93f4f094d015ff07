package org.signalfall.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.schema.json.CloudEventJson;

/** What a consumer may sort revisions by without decoding them; every value is UTF-8 text. */
final class EventHeaders {

  private EventHeaders() {}

  /** Returns the headers of a revision's record on every events topic. */
  static Headers of(ConnectivityEvent revision) {
    RecordHeaders headers = new RecordHeaders();
    add(headers, "ce_id", CloudEventJson.id(revision));
    add(headers, "category", revision.getCategory().name());
    add(headers, "country", revision.getScope().getCountry());
    add(headers, "status", revision.getStatus().name());
    add(headers, "origin", revision.getOrigin().name());
    return headers;
  }

  private static void add(RecordHeaders headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
