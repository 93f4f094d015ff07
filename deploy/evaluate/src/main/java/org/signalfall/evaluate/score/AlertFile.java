package org.signalfall.evaluate.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.evaluate.EvaluationException;
import org.signalfall.schema.json.EventJson;

/**
 * Reads event revisions, one JSON object a line as {@code signalfall replay --events} writes them,
 * and makes one alert of each event. A file that can't be read as that is refused as a whole: a
 * score over a part of it would be wrong.
 */
public final class AlertFile {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<String, Alert> alerts = new LinkedHashMap<>();

  private AlertFile() {}

  /**
   * Reads the alerts of a file, in the order of their first revisions.
   *
   * @throws EvaluationException naming file, line and reason
   */
  public static List<Alert> read(Path file) {
    AlertFile alerts = new AlertFile();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          alerts.add(line, file + " line " + number);
        }
      }
    } catch (IOException e) {
      throw new EvaluationException(file + " cannot be read: " + e.getMessage(), e);
    }
    return List.copyOf(alerts.alerts.values());
  }

  /** Makes alerts of revisions, each event's in their order. */
  public static List<Alert> of(Collection<ConnectivityEvent> revisions) {
    AlertFile alerts = new AlertFile();
    for (ConnectivityEvent revision : revisions) {
      alerts.add(EventJson.line(revision), revision.getEventId());
    }
    return List.copyOf(alerts.alerts.values());
  }

  private void add(String line, String place) {
    try {
      JsonNode event = MAPPER.readTree(line);
      Alert news = alert(event);
      alerts.merge(news.id(), news, (before, last) -> updated(before, last));
    } catch (JsonProcessingException e) {
      throw new EvaluationException(place + ": " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new EvaluationException(place + ": " + e.getMessage(), e);
    }
  }

  /** Takes all of the last revision but what the first one decides, or any. */
  private static Alert updated(Alert before, Alert last) {
    boolean resolves = last.resolvedAt() != Long.MAX_VALUE;
    return new Alert(
        last.id(),
        last.country(),
        last.region(),
        last.wholeCountry(),
        last.networks(),
        last.service(),
        last.from(),
        last.to(),
        before.detectedAt(),
        resolves ? last.resolvedAt() : before.resolvedAt(),
        Math.max(before.lastKnown(), last.lastKnown()),
        last.confirmed(),
        before.retracted() || last.retracted(),
        last.parentId(),
        last.firstId());
  }

  private static Alert alert(JsonNode event) {
    JsonNode scope = event.path("scope");
    String status = required(event, "status");
    // The final revision repeats the resolution when nobody waits for it any more.
    boolean resolves = status.equals("RESOLVED") && !event.path("is_final").asBoolean();
    long asOf = time(event.path("as_of"), Long.MIN_VALUE);
    long from = time(event.path("onset").path("earliest"), Long.MIN_VALUE);
    if (from == Long.MIN_VALUE) {
      throw new IllegalArgumentException("the revision has no onset");
    }
    return new Alert(
        required(event, "event_id"),
        required(scope, "country"),
        scope.path("region").asText(""),
        scope.path("level").asText("").equals("COUNTRY"),
        networks(event),
        scope.path("service").asText(""),
        from,
        time(event.path("ended").path("latest"), Long.MAX_VALUE),
        time(event.path("detected_at"), from),
        resolves ? asOf : Long.MAX_VALUE,
        Math.max(asOf, time(event.path("detected_at"), Long.MIN_VALUE)),
        !event.path("confidence").asText("").equals("SUSPECTED"),
        status.equals("RETRACTED"),
        event.path("parent_id").asText(null),
        event.path("recurrence").path("first_event_id").asText(required(event, "event_id")));
  }

  private static Set<Long> networks(JsonNode event) {
    Set<Long> networks = new HashSet<>();
    JsonNode asn = event.path("scope").path("asn");
    if (asn.isNumber()) {
      networks.add(asn.longValue());
    }
    event.path("networks").forEach(network -> networks.add(network.path("asn").longValue()));
    return networks;
  }

  private static String required(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("the revision has no " + field);
    }
    return value.textValue();
  }

  private static long time(JsonNode node, long missing) {
    return node.isTextual() ? Instant.parse(node.textValue()).toEpochMilli() : missing;
  }
}
