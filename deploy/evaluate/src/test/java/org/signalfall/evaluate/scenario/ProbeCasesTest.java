package org.signalfall.evaluate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalfall.avro.Confidence;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.Kind;

/** Hard cases of probes, on the topology. */
class ProbeCasesTest {

  @ParameterizedTest
  @CsvSource({"1, 10", "5, 5"})
  void shouldNoticeAFullBlockWithinMinutes(int volume, int minutes) {
    Drawn drawn = Drawn.of("full-block", volume);

    assertThat(drawn.score().found()).isEqualTo(1);
    assertThat(drawn.event().getKind()).isEqualTo(Kind.BLOCK);
    assertThat(drawn.event().getConfidence()).isEqualTo(Confidence.CONFIRMED);
    assertThat(drawn.score().opening().median().orElseThrow())
        .isLessThanOrEqualTo(Duration.ofMinutes(minutes));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void shouldFindAPartialBlockAndStateItsSamples(int volume) {
    Drawn drawn = Drawn.of("partial-block", volume);

    assertThat(drawn.score().found()).isEqualTo(1);
    assertThat(drawn.event().getEvidence())
        .isNotEmpty()
        .noneMatch(evidence -> evidence.getSamples().isEmpty());
  }

  @Test
  void shouldNameTheComponentWhenMediaFailsAndTextPasses() {
    ConnectivityEvent event = Drawn.of("media-only").event();

    assertThat(event.getKind()).isEqualTo(Kind.PARTIAL_SERVICE);
    assertThat(event.getScope().getComponent()).isEqualTo("media");
  }

  @Test
  void shouldRaiseNothingWhenEverythingIsSlow() {
    assertThat(Drawn.of("congestion").events()).isEmpty();
  }

  @Test
  void shouldRaiseNothingOnASingleOddMeasurement() {
    assertThat(Drawn.of("odd-measurement").events()).isEmpty();
  }

  @Test
  void shouldTellThatABanIsOlderThanTheData() {
    Drawn drawn = Drawn.of("already-blocked");

    assertThat(drawn.score().found()).isEqualTo(1);
    assertThat(drawn.event().getSinceBeforeObservation()).isTrue();
    assertThat(drawn.event().getEnded()).isNull();
  }

  @Test
  void shouldKeepABanOpenThroughSixtyTwoHoursWithoutASample() {
    Drawn drawn = Drawn.of("gap-in-ban");

    assertThat(drawn.score().found()).isEqualTo(1);
    assertThat(drawn.count(EventStatus.RESOLVED)).isEqualTo(1);
    assertThat(drawn.event().getEnded().getLatest()).isAfter(Days.day(24, 0));
  }

  @Test
  void shouldKeepOneEventThroughNinetyDaysOfARarelyProbedBan() {
    Drawn drawn = Drawn.of("probed-ban-90-days");

    assertThat(drawn.score().found()).isEqualTo(1);
    assertThat(drawn.count(EventStatus.RESOLVED)).isEqualTo(1);
    assertThat(drawn.event().getEnded().getLatest()).isBetween(Days.day(118, 0), Days.day(119, 0));
  }
}
