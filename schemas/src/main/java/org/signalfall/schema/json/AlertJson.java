package org.signalfall.schema.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.Scope;
import org.signalfall.avro.TimeInterval;

/**
 * Events as alerts for Prometheus Alertmanager: the body of {@code POST /api/v2/alerts}.
 *
 * <p>Source: the OpenAPI definition of Alertmanager's API v2, {@code postableAlerts}. Labels are an
 * alert's identity there, so they hold only what never changes about an event; what may, such as
 * its kind, severity and confidence, is an annotation. Alertmanager lets an alert go that has not
 * been posted for a while, so whoever posts them does so again while the event is open.
 */
public final class AlertJson {

  private AlertJson() {}

  /**
   * Returns the alerts as one JSON array on one line.
   *
   * @param events the latest revision of each event
   * @param openUntil when the alert of an open event may be let go unless it is posted again; null
   *     leaves that to Alertmanager's own setting
   */
  public static String line(Collection<ConnectivityEvent> events, Instant openUntil) {
    return JsonLine.of(
        json -> {
          json.writeStartArray();
          for (ConnectivityEvent event : events) {
            write(json, event, openUntil);
          }
          json.writeEndArray();
        });
  }

  private static void write(JsonGenerator json, ConnectivityEvent event, Instant openUntil)
      throws IOException {
    json.writeStartObject();
    writeSet(json, "labels", labels(event));
    writeSet(json, "annotations", annotations(event));
    json.writeStringField("startsAt", event.getOnset().getEarliest().toString());
    Instant end = isOpen(event) ? openUntil : end(event);
    if (end != null) {
      json.writeStringField("endsAt", end.toString());
    }
    json.writeEndObject();
  }

  /** Returns whether the event goes on, and so must be posted again. */
  public static boolean isOpen(ConnectivityEvent event) {
    return event.getStatus() != EventStatus.RESOLVED && event.getStatus() != EventStatus.RETRACTED;
  }

  /** What is taken back, or ended nobody knows when, ends as an alert when that was decided. */
  private static Instant end(ConnectivityEvent event) {
    TimeInterval ended = event.getEnded();
    boolean known = ended != null && ended.getLatest() != null;
    return known ? ended.getLatest() : event.getAsOf();
  }

  private static Map<String, String> labels(ConnectivityEvent event) {
    Scope scope = event.getScope();
    Map<String, String> labels = new TreeMap<>();
    labels.put("alertname", "ConnectivityEvent");
    labels.put("event_id", event.getEventId());
    labels.put("origin", event.getOrigin().name());
    labels.put("scope", scope.getLevel().name());
    labels.put("country", scope.getCountry());
    putIfKnown(labels, "region", scope.getRegion());
    putIfKnown(labels, "asn", scope.getAsn());
    putIfKnown(labels, "service", scope.getService());
    return labels;
  }

  private static Map<String, String> annotations(ConnectivityEvent event) {
    Map<String, String> annotations = new TreeMap<>();
    annotations.put("summary", event.getSummary());
    annotations.put("status", event.getStatus().name());
    annotations.put("revision", Integer.toString(event.getRevision()));
    annotations.put("category", event.getCategory().name());
    annotations.put("kind", event.getKind().name());
    annotations.put("method", event.getMethod().name());
    annotations.put("severity", Integer.toString(event.getSeverity()));
    annotations.put("confidence", event.getConfidence().name());
    annotations.put("observation", event.getObservation().name());
    putIfKnown(annotations, "component", event.getScope().getComponent());
    if (!event.getServices().isEmpty()) {
      annotations.put("services", String.join(",", event.getServices()));
    }
    if (event.getObservedPercent() != null) {
      annotations.put(
          "observed_percent", String.format(Locale.ROOT, "%.1f", event.getObservedPercent()));
    }
    putIfKnown(annotations, "parent_id", event.getParentId());
    putIfKnown(annotations, "superseded_by", event.getSupersededBy());
    putIfKnown(annotations, "retraction_reason", event.getRetractionReason());
    putIfKnown(annotations, "end_reason", event.getEndReason());
    return annotations;
  }

  private static void putIfKnown(Map<String, String> set, String name, Object value) {
    if (value != null) {
      set.put(name, value.toString());
    }
  }

  private static void writeSet(JsonGenerator json, String name, Map<String, String> set)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> entry : set.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }
}
