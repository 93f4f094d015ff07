package org.signalfall.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.signalfall.avro.ConnectivityEvent;

class EventJsonTest {

  @Test
  void shouldWriteTimesInUtcWhenTheFieldIsATime() {
    String json = EventJson.line(EventMother.blackout().build());

    assertThat(json)
        .contains("\"as_of\":\"2022-09-21T15:45:00Z\"")
        .contains("\"emitted_at\":\"2026-01-01T00:00:00.123Z\"")
        .contains(
            "\"onset\":{\"earliest\":\"2022-09-21T15:30:00Z\",\"latest\":\"2022-09-21T15:35:00Z\"}");
  }

  @Test
  void shouldWrapNothingWhenTheFieldIsNullable() {
    String json = EventJson.line(EventMother.blackout().build());

    assertThat(json)
        .contains("\"observed_percent\":3.5")
        .contains("\"name\":\"MCCI\"")
        .contains("\"ended\":null");
  }

  @Test
  void shouldWriteTheSymbolWhenTheFieldIsAnEnum() {
    String json = EventJson.line(EventMother.blackout().build());

    assertThat(json).contains("\"status\":\"OPEN\"", "\"retraction_reason\":null");
  }

  @Test
  void shouldNameEveryFieldWhenManyAreUnset() {
    String json = EventJson.line(EventMother.blackout().build());

    int[] places =
        ConnectivityEvent.getClassSchema().getFields().stream()
            .mapToInt(field -> json.indexOf("\"" + field.name() + "\":"))
            .toArray();

    assertThat(places).doesNotContain(-1);
    assertThat(json).startsWith("{\"event_id\":").endsWith("\"reclassified_from\":null}");
  }

  @Test
  void shouldWriteNullWhenANumberIsNotFinite() {
    String json = EventJson.line(EventMother.blackout().setObservedPercent(Double.NaN).build());

    assertThat(json).contains("\"observed_percent\":null");
  }

  @Test
  void shouldStayOnOneLineWhenTextHasLineEnds() {
    String json =
        EventJson.line(EventMother.blackout().setSummary("two\nlines \"quoted\"").build());

    assertThat(json).doesNotContain("\n").contains("two\\nlines \\\"quoted\\\"");
  }
}
