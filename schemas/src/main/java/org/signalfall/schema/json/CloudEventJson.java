package org.signalfall.schema.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.signalfall.avro.ConnectivityEvent;

/**
 * An event revision as a CloudEvent in structured JSON, with the whole revision as its data.
 *
 * <p>Source: CloudEvents 1.0.2, core specification and JSON event format (CNCF). {@code id} is
 * event id and revision, {@code subject} the event id, {@code time} the decision time, and {@code
 * type} tells the status, since that is what subscribers filter on. {@code partitionkey} is the
 * partitioning extension.
 */
public final class CloudEventJson {

  private static final String SOURCE = "/signalfall/events";
  private static final String TYPE = "org.signalfall.connectivity-event.";

  private CloudEventJson() {}

  /** Returns the revision on one line, without a line end. */
  public static String line(ConnectivityEvent event) {
    return JsonLine.of(json -> write(json, event));
  }

  /** Returns the id of the CloudEvent that a revision is: the same on every way to a consumer. */
  public static String id(ConnectivityEvent event) {
    return event.getEventId() + "/" + event.getRevision();
  }

  private static void write(JsonGenerator json, ConnectivityEvent event) throws IOException {
    json.writeStartObject();
    json.writeStringField("specversion", "1.0");
    json.writeStringField("id", id(event));
    json.writeStringField("source", SOURCE);
    json.writeStringField("type", TYPE + event.getStatus().name().toLowerCase(Locale.ROOT));
    json.writeStringField("subject", event.getEventId());
    json.writeStringField("time", event.getAsOf().toString());
    json.writeStringField("datacontenttype", "application/json");
    json.writeStringField("partitionkey", event.getEventId());
    json.writeFieldName("data");
    AvroJson.write(json, event, Set.of());
    json.writeEndObject();
  }
}
