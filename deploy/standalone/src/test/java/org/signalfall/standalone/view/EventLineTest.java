package org.signalfall.standalone.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.TimeInterval;

class EventLineTest {

  private static final Instant RECOVERY = Instant.parse("2022-09-21T22:00:00Z");

  @Test
  void shouldSayWhatWhereSinceWhenAndHowSureWhenTheEventGoesOn() {
    String line = EventLine.of(EventMother.blackout().build());

    assertThat(line)
        .startsWith("2022-09-21 15:45  OPEN      BLACKOUT")
        .contains("IR AS197207")
        .endsWith("since 2022-09-21 15:30, at 4 %, suspected");
  }

  @Test
  void shouldSayWhenItEndedWhenTheEventIsResolved() {
    String line =
        EventLine.of(EventMother.blackout().setEnded(new TimeInterval(RECOVERY, null)).build());

    assertThat(line).endsWith("since 2022-09-21 15:30, ended 2022-09-21 22:00, suspected");
  }

  @Test
  void shouldSaySoWhenTheRestrictionIsOlderThanTheData() {
    String line = EventLine.of(EventMother.blackout().setSinceBeforeObservation(true).build());

    assertThat(line).contains("since 2022-09-21 15:30 or before");
  }
}
