package org.signalfall.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signalfall.avro.Category;
import org.signalfall.avro.Confidence;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.Kind;
import org.signalfall.avro.RetractionReason;
import org.signalfall.avro.Scope;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.TimeInterval;

/** Each rendering against what its public specification asks for. */
class RenderingsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant UNTIL = Instant.parse("2026-01-01T00:05:00Z");

  /** Attribute names of CloudEvents: lower-case letters and digits (core specification). */
  private static final String ATTRIBUTE = "[a-z0-9]{1,20}";

  /** Names of labels in Prometheus' data model. */
  private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*";

  @ParameterizedTest
  @EnumSource(names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
  void shouldBeACloudEventWhateverTheStatus(EventStatus status) throws Exception {
    ConnectivityEvent event = network().setStatus(status).build();

    JsonNode cloud = JSON.readTree(CloudEventJson.line(event));

    for (String required : List.of("id", "source", "specversion", "type")) {
      assertThat(cloud.path(required).asText()).as(required).isNotEmpty();
    }
    assertThat(cloud.get("specversion").asText()).isEqualTo("1.0");
    assertThat(URI.create(cloud.get("source").asText())).hasPath("/signalfall/events");
    assertThat(OffsetDateTime.parse(cloud.get("time").asText()).toInstant())
        .isEqualTo(event.getAsOf());
    assertThat(cloud.fieldNames()).toIterable().allMatch(name -> name.matches(ATTRIBUTE));
    assertThat(cloud.get("data")).isEqualTo(JSON.readTree(EventJson.line(event)));
    assertThat(cloud.get("id").asText()).isEqualTo("IR-ARBITRARY/1");
  }

  @ParameterizedTest
  @EnumSource(names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
  void shouldBeAPostableAlertWhateverTheStatus(EventStatus status) throws Exception {
    ConnectivityEvent event = network().setStatus(status).build();

    JsonNode alerts = JSON.readTree(AlertJson.line(List.of(event), UNTIL));

    assertThat(alerts.isArray()).isTrue();
    JsonNode alert = alerts.get(0);
    assertThat(alert.fieldNames())
        .toIterable()
        .isSubsetOf("labels", "annotations", "startsAt", "endsAt", "generatorURL");
    assertThat(alert.path("labels").path("alertname").asText()).isNotEmpty();
    assertTexts(alert.get("labels"));
    assertTexts(alert.get("annotations"));
    assertThat(time(alert, "endsAt")).isAfterOrEqualTo(time(alert, "startsAt"));
  }

  @Test
  void shouldKeepItsLabelsWhateverBecomesOfTheEvent() throws Exception {
    ConnectivityEvent first = network().build();
    ConnectivityEvent later =
        network()
            .setRevision(9)
            .setStatus(EventStatus.RETRACTED)
            .setRetractionReason(RetractionReason.INSTRUMENT_DEFECT)
            .setCategory(Category.RESTRICTION)
            .setKind(Kind.PARTIAL)
            .setConfidence(Confidence.CONFIRMED)
            .setSeverity(3)
            .setParentId("IR-PARENT")
            .setOnset(new TimeInterval(EventMother.ONSET.minusSeconds(600), EventMother.ONSET))
            .build();

    assertThat(JSON.readTree(AlertJson.line(List.of(later), UNTIL)).get(0).get("labels"))
        .isEqualTo(JSON.readTree(AlertJson.line(List.of(first), UNTIL)).get(0).get("labels"));
  }

  @Test
  void shouldLetAnAlertGoWhenTheEventIsTakenBack() throws Exception {
    ConnectivityEvent event = network().setStatus(EventStatus.RETRACTED).build();

    JsonNode alert = JSON.readTree(AlertJson.line(List.of(event), UNTIL)).get(0);

    assertThat(time(alert, "endsAt")).isEqualTo(event.getAsOf());
  }

  @Test
  void shouldLeaveTheEndToAlertmanagerWhenNoneIsGiven() throws Exception {
    JsonNode alert = JSON.readTree(AlertJson.line(List.of(network().build()), null)).get(0);

    assertThat(alert.has("endsAt")).isFalse();
  }

  @Test
  void shouldTellAnOutageInTheCommonOutageDataFormat() throws Exception {
    ConnectivityEvent event =
        network()
            .setStatus(EventStatus.RESOLVED)
            .setEnded(
                new TimeInterval(
                    EventMother.ONSET.plusSeconds(7000), EventMother.ONSET.plusSeconds(7200)))
            .build();

    JsonNode outage = JSON.readTree(CodfJson.line(event).orElseThrow());

    Map<String, Set<String>> fields =
        Map.of(
            "location", Set.of("STRING"),
            "location_name", Set.of("STRING"),
            "start", Set.of("NUMBER"),
            "duration", Set.of("NUMBER"),
            "uncertainty", Set.of("NUMBER", "NULL"),
            "status", Set.of("NUMBER"),
            "fraction", Set.of("NUMBER", "NULL"),
            "score", Set.of("NUMBER"),
            "overlaps_window", Set.of("BOOLEAN"));
    assertThat(outage.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(fields.keySet());
    fields.forEach(
        (name, types) -> assertThat(types).contains(outage.get(name).getNodeType().name()));
    assertThat(outage.get("location").asText()).isEqualTo("asn/197207");
    assertThat(outage.get("start").asLong()).isEqualTo(EventMother.ONSET.getEpochSecond());
    assertThat(outage.get("duration").asLong()).isEqualTo(7200);
    assertThat(outage.get("uncertainty").asLong()).isEqualTo(300);
    assertThat(outage.get("fraction").asDouble()).isEqualTo(0.965);
  }

  @Test
  void shouldTellNoRestrictionAndNothingTakenBackAsAnOutage() {
    assertThat(CodfJson.line(network().setCategory(Category.RESTRICTION).build())).isEmpty();
    assertThat(CodfJson.line(network().setStatus(EventStatus.RETRACTED).build())).isEmpty();
  }

  private static ConnectivityEvent.Builder network() {
    return EventMother.blackout()
        .setScope(
            Scope.newBuilder()
                .setLevel(ScopeLevel.NETWORK)
                .setCountry("IR")
                .setAsn(197207L)
                .build())
        .setSummary("Blackout at AS197207 (MCCI), IR.");
  }

  /** Alertmanager takes empty labels for absent ones, so none may be. */
  private static void assertTexts(JsonNode set) {
    for (Iterator<String> names = set.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      assertThat(name).matches(LABEL);
      assertThat(set.get(name).isTextual()).isTrue();
      assertThat(set.get(name).asText()).as(name).isNotEmpty();
    }
  }

  private static Instant time(JsonNode alert, String field) {
    return OffsetDateTime.parse(alert.get(field).asText()).toInstant();
  }
}
