package org.signalfall.evaluate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.evaluate.scenario.LevelCases.TELEGRAM;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalfall.avro.Category;
import org.signalfall.avro.Confidence;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.Kind;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ObservabilityKind;

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
    assertThat(drawn.event().getObservedPercent()).isBetween(50.0, 85.0);
    assertThat(drawn.event().getEvidence())
        .isNotEmpty()
        .allMatch(evidence -> Integer.parseInt(evidence.getSamples()) > 100);
  }

  @Test
  void shouldNameTheComponentWhenMediaFailsAndTextPasses() {
    ConnectivityEvent event = Drawn.of("media-only").event();

    assertThat(event.getKind()).isEqualTo(Kind.PARTIAL_SERVICE);
    assertThat(event.getScope().getComponent()).isEqualTo("media");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldCallItThrottlingForAsLongAsGoodputIsAThirdOfThatOfOthers(long seed) {
    Drawn drawn = Drawn.of("throttling", 2, seed);

    assertThat(drawn.score().found()).isEqualTo(1);
    assertThat(drawn.event().getKind()).isEqualTo(Kind.THROTTLING);
    assertThat(drawn.event().getConfidence()).isEqualTo(Confidence.CONFIRMED);
    assertThat(drawn.count(EventStatus.RESOLVED)).isEqualTo(1);
    assertThat(drawn.event().getEnded().getLatest()).isBetween(Days.day(4, 8.5), Days.day(4, 9.5));
  }

  @Test
  void shouldRaiseNothingWhenEverythingIsSlow() {
    assertThat(Drawn.of("congestion").events()).isEmpty();
  }

  @Test
  void shouldMakeOneOutageOfAllServicesThoughOneAttemptInTwentyGetsThrough() {
    Drawn drawn = Drawn.of("all-services");

    assertThat(drawn.score().found()).isEqualTo(1);
    assertThat(drawn.event().getCategory()).isEqualTo(Category.OUTAGE);
    assertThat(drawn.event().getScope().getService()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "service-down, 1, 1",
    "service-down, 2, 2",
    "service-down, 5, 4",
    "service-down-lag, 2, 1",
    "service-down-lag, 5, 2"
  })
  void shouldCallTheServiceDownAndAccuseNoCountryWhenItFailsInSix(
      String name, int volume, long seed) {
    Drawn drawn = Drawn.of(name, volume, seed);

    assertThat(drawn.events())
        .filteredOn(event -> TELEGRAM.equals(event.getScope().getService()))
        .singleElement()
        .satisfies(
            down -> {
              assertThat(down.getKind()).isEqualTo(Kind.SERVICE_DOWN);
              assertThat(down.getStatus()).isEqualTo(EventStatus.RESOLVED);
              assertThat(down.getEnded().getEarliest()).isBefore(Days.day(4, 9.1));
            });
    assertThat(drawn.score().found()).isEqualTo(1);
  }

  @Test
  void shouldCallItIsolationWhenTheInsideWorksAndTheOutsideFails() {
    Drawn drawn = Drawn.of("isolation");

    assertThat(drawn.score().found()).isEqualTo(1);
    assertThat(drawn.event().getKind()).isEqualTo(Kind.ISOLATION);
    assertThat(drawn.event().getConfidence()).isEqualTo(Confidence.CONFIRMED);
  }

  @Test
  void shouldReportAnInstrumentDefectAndNoRestrictionWhenOnlyOneVersionFails() {
    Drawn drawn = Drawn.of("instrument-defect");

    assertThat(drawn.events()).isEmpty();
    assertThat(drawn.observability())
        .extracting(ObservabilityEvent::getKind)
        .contains(ObservabilityKind.INSTRUMENT_DEFECT);
  }

  @Test
  void shouldRaiseNothingForAVantageThatSendsNineOfTenSamples() {
    assertThat(Drawn.of("chatty-probe").events()).isEmpty();
  }

  @Test
  void shouldReportOneVantageOfTwentyThatFallsSilentAndRaiseNothing() {
    Drawn drawn = Drawn.of("vantage-lost");

    assertThat(drawn.events()).isEmpty();
    assertThat(drawn.observability())
        .extracting(ObservabilityEvent::getKind)
        .containsExactly(ObservabilityKind.VANTAGE_LOST, ObservabilityKind.VANTAGE_LOST);
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
