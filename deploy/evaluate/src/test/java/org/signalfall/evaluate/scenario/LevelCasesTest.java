package org.signalfall.evaluate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalfall.avro.Confidence;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.Kind;
import org.signalfall.evaluate.score.Score;

/** Hard cases of levels, on the topology. */
class LevelCasesTest {

  @ParameterizedTest
  @ValueSource(ints = {100, 10_000})
  void shouldRaiseNothingOnCalmFridays(int volume) {
    assertThat(Drawn.of("friday", volume).events()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 10_000})
  void shouldRaiseNothingInRamadan(int volume) {
    assertThat(Drawn.of("ramadan", volume).events()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 10_000})
  void shouldRaiseNothingOnHolidays(int volume) {
    assertThat(Drawn.of("holiday", volume).events()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 10_000})
  void shouldRaiseNothingWhenClocksChange(int volume) {
    assertThat(Drawn.of("clock-change", volume).events()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 10_000})
  void shouldRaiseNothingWhenASeasonTakesAFifth(int volume) {
    assertThat(Drawn.of("seasonal-dip", volume).events()).isEmpty();
  }

  @Test
  void shouldRaiseNothingAfterAGapOfADayWhereSilenceMeansNothing() {
    assertThat(Drawn.of("gap-26h").events()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 10_000})
  void shouldNoticeWithinDaysWhenAServiceIsSqueezedOverWeeks(int volume) {
    Drawn drawn = Drawn.of("slow-decline", volume);

    assertThat(drawn.event().getScope().getService()).isEqualTo("telegram");
    assertThat(drawn.opened()).isBetween(Days.day(29, 0), Days.day(36, 0));
    assertThat(drawn.event().getEnded().getLatest()).isAfter(Days.day(62, 0));
  }

  @Test
  void shouldFindSeventyNightsOfCurfewAndNothingElse() {
    Score score = Drawn.of("curfew-70-nights").score();

    assertThat(score.found()).isEqualTo(70);
    assertThat(score.alerts()).isEqualTo(70);
    assertThat(score.ending().worst().orElseThrow().abs()).isLessThanOrEqualTo(Duration.ofHours(2));
  }

  @Test
  void shouldMakeOneEventOfAnOutageThatFlapsWithinTheReopenWindow() {
    Drawn drawn = Drawn.of("flapping");

    assertThat(drawn.score().found()).isEqualTo(1);
    assertThat(drawn.event().getStatus()).isEqualTo(EventStatus.RESOLVED);
    assertThat(drawn.count(EventStatus.OPEN)).isEqualTo(1);
  }

  @Test
  void shouldSuspectAnOutageWhenACountOfFewFallsSilent() {
    Drawn drawn = Drawn.of("silence-is-zero");

    assertThat(drawn.score().found()).isEqualTo(1);
    assertThat(drawn.event().getConfidence()).isEqualTo(Confidence.SUSPECTED);
  }

  @Test
  void shouldConfirmTheSilenceWhenAnotherSignalAgrees() {
    Drawn drawn = Drawn.of("silence-agreed");

    assertThat(drawn.score().found()).isEqualTo(1);
    assertThat(drawn.event().getConfidence()).isEqualTo(Confidence.CONFIRMED);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1_000})
  void shouldCallItABlackoutWithoutRoutingWhenAllElseFalls(int volume) {
    ConnectivityEvent event = Drawn.of("blackout-routes-stay", volume).event();

    assertThat(event.getKind()).isEqualTo(Kind.BLACKOUT);
    assertThat(event.getRoutingAffected()).isFalse();
    assertThat(event.getConfidence()).isEqualTo(Confidence.CONFIRMED);
  }

  /** One event that opens within hours: nothing at day 7, and no echo a week after the end. */
  @ParameterizedTest
  @CsvSource({"30, '7, 30'", "90, '7, 30, 90'", "365, '7, 30, 90, 365'"})
  void shouldKeepOneEventThroughALongBanAndLeaveNoEcho(int length, String milestones) {
    Drawn drawn = Drawn.of("ban-" + length + "-days");

    assertThat(drawn.score().found()).isEqualTo(1);
    assertThat(drawn.opened()).isBefore(Days.day(28, 15));
    assertThat(drawn.count(EventStatus.OPEN)).isEqualTo(1);
    assertThat(drawn.count(EventStatus.RESOLVED)).isEqualTo(1);
    assertThat(drawn.count(EventStatus.REOPENED)).isZero();
    assertThat(drawn.revisions().stream().map(ConnectivityEvent::getMilestoneDays))
        .filteredOn(Objects::nonNull)
        .extracting(Object::toString)
        .containsSequence(milestones.split(", "))
        .containsOnly(milestones.split(", "));
    assertThat(drawn.event().getEnded().getLatest())
        .isBetween(Days.day(28 + length, 14), Days.day(28 + length, 17));
  }
}
