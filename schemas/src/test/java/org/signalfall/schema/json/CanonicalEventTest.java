package org.signalfall.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.ConnectivityEvent;

class CanonicalEventTest {

  @Test
  void shouldBeTheSameWhenOnlyTheRunDiffers() {
    ConnectivityEvent first = EventMother.blackout().build();
    ConnectivityEvent second =
        EventMother.blackout().setEmittedAt(Instant.EPOCH).setLocators(List.of()).build();

    assertThat(CanonicalEvent.line(first)).isEqualTo(CanonicalEvent.line(second));
  }

  @Test
  void shouldDifferWhenTheVerdictDiffers() {
    ConnectivityEvent first = EventMother.blackout().build();
    ConnectivityEvent second = EventMother.blackout().setSeverity(1).build();

    assertThat(CanonicalEvent.line(first)).isNotEqualTo(CanonicalEvent.line(second));
  }

  @Test
  void shouldOrderByDecisionTimeThenIdThenRevisionWhenSorted() {
    ConnectivityEvent early = EventMother.blackout().setAsOf(EventMother.ONSET).build();
    ConnectivityEvent other = EventMother.blackout().setEventId("IR-B").build();
    ConnectivityEvent first = EventMother.blackout().setEventId("IR-C").build();
    ConnectivityEvent second = EventMother.blackout().setEventId("IR-C").setRevision(2).build();

    assertThat(Stream.of(second, first, other, early).sorted(CanonicalEvent.ORDER))
        .containsExactly(early, other, first, second);
  }
}
