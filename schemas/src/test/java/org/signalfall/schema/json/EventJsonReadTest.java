package org.signalfall.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Likeness;
import org.signalfall.avro.LikenessItem;
import org.signalfall.avro.Observation;

class EventJsonReadTest {

  @Test
  void shouldReadBackWhatWasWritten() throws Exception {
    ConnectivityEvent event =
        EventMother.blackout()
            .setLikeness(new Likeness(1.5, List.of(new LikenessItem("item", 1.5))))
            .setMilestoneDays(30)
            .setRoutingAffected(false)
            .build();

    assertThat(EventJson.read(EventJson.line(event))).isEqualTo(event);
  }

  @Test
  void shouldReadAnotherVersionsWords() throws Exception {
    ConnectivityEvent event =
        EventJson.read(
            "{\"event_id\":\"IR-1\",\"added_later\":{\"x\":[1,{}]},\"observation\":\"GLIMPSED\"}");

    assertThat(event.getEventId()).isEqualTo("IR-1");
    assertThat(event.getObservation()).isEqualTo(Observation.UNKNOWN);
    assertThat(event.getEvidence()).isEmpty();
    assertThat(event.getScope().getCountry()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "[1]|it is no JSON object",
        "{\"event_id\":7}|event_id is not a text",
        "{\"scope\":{\"asn\":\"x\"}}|scope.asn is not a whole number",
        "{\"as_of\":\"yesterday\"}|as_of is no time of ISO 8601: yesterday",
        "{\"networks\":[{\"weight\":true}]}|networks[0].weight is not a number",
        "{} {}|something follows the JSON object"
      })
  void shouldSayWhereItGoesWrong(String line, String reason) {
    assertThatThrownBy(() -> EventJson.read(line))
        .isInstanceOf(MalformedEventException.class)
        .hasMessage(reason);
  }

  @Test
  void shouldSayThatATornLineIsNoJson() {
    assertThatThrownBy(() -> EventJson.read("{\"event_id\":\"IR"))
        .isInstanceOf(MalformedEventException.class)
        .hasMessageStartingWith("it is no JSON: ");
  }
}
