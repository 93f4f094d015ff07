package org.signalfall.evaluate.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorerTest {

  private static final double ARBITRARY_WEEKS = 10;
  private static final Label MORNING =
      LabelMother.event("2023-08-21T01:00:00Z", "2023-08-21T05:00:00Z");
  private static final Label NEXT_MORNING =
      LabelMother.event("2023-08-22T01:00:00Z", "2023-08-22T05:00:00Z");

  private final Scorer scorer = new Scorer(ScoreRules.defaults());

  @Test
  void shouldFindALabelAndTellHowLongItTook() {
    Alert alert = AlertMother.alert("2023-08-21T01:05:00Z", "2023-08-21T05:10:00Z").build();

    Score score = score(List.of(MORNING), alert);

    assertThat(score.found()).isEqualTo(1);
    assertThat(score.recall()).hasValue(1);
    assertThat(score.precision()).hasValue(1);
    assertThat(score.alertsPerEvent()).hasValue(1);
    assertThat(score.opening().median()).contains(Duration.ofMinutes(15));
    assertThat(score.closing().median()).contains(Duration.ofMinutes(40));
    assertThat(score.ending().median()).contains(Duration.ofMinutes(10));
  }

  @Test
  void shouldCountASecondAlertOnTheSameLabelAsDuplicate() {
    Alert first = AlertMother.alert("2023-08-21T01:00:00Z", "2023-08-21T03:50:00Z").build();
    Alert second =
        AlertMother.alert("2023-08-21T04:00:00Z", "2023-08-21T05:00:00Z").id("IQ-2").build();

    Score score = score(List.of(MORNING), first, second);

    assertThat(score.found()).isEqualTo(1);
    assertThat(score.duplicates()).isEqualTo(1);
    assertThat(score.alertsPerEvent()).hasValue(2);
    assertThat(score.precision()).hasValue(0.5);
    assertThat(score.falseAlerts()).isEmpty();
  }

  @Test
  void shouldCountAPartOfAnAlertNeitherWay() {
    Alert parent = AlertMother.alert("2023-08-21T01:00:00Z", "2023-08-21T05:00:00Z").build();
    Alert child =
        AlertMother.alert("2023-08-21T01:10:00Z", "2023-08-21T05:00:00Z")
            .id("IQ-2")
            .network(64500)
            .partOf("IQ-1")
            .build();

    ScoreSheet sheet = scorer.sheet(List.of(MORNING), List.of(parent, child), ARBITRARY_WEEKS);

    assertThat(sheet.all().children()).isEqualTo(1);
    assertThat(sheet.all().precision()).hasValue(1);
    assertThat(sheet.parents().alerts()).isEqualTo(1);
    assertThat(sheet.children().alerts()).isEqualTo(1);
  }

  @Test
  void shouldCountAnAlertThatWasTakenBackAsFalseEvenOnALabel() {
    Alert alert =
        AlertMother.alert("2023-08-21T01:00:00Z", "2023-08-21T05:00:00Z").retracted().build();

    Score score = score(List.of(MORNING), alert);

    assertThat(score.found()).isZero();
    assertThat(score.missed()).containsExactly(MORNING);
    assertThat(score.falseAlerts()).containsExactly(alert);
    assertThat(score.retracted()).isEqualTo(1);
    assertThat(score.precision()).hasValue(0);
  }

  @Test
  void shouldCountNeitherWayWhatALabelAsksToIgnore() {
    Label ignored = LabelMother.ignore("2023-08-25T01:00:00Z", "2023-08-25T05:00:00Z");
    Alert alert = AlertMother.alert("2023-08-25T01:00:00Z", "2023-08-25T04:00:00Z").build();

    Score score = score(List.of(MORNING, ignored), alert);

    assertThat(score.labels()).isEqualTo(1);
    assertThat(score.ignored()).isEqualTo(1);
    assertThat(score.falseAlerts()).isEmpty();
    assertThat(score.precision()).isEmpty();
  }

  @Test
  void shouldNotFindALabelOnceItWasOver() {
    Alert late =
        AlertMother.alert("2023-08-21T01:00:00Z", "2023-08-21T05:00:00Z")
            .detected("2023-08-21T06:01:00Z")
            .build();

    Score score = score(List.of(MORNING), late);

    assertThat(score.found()).isZero();
    assertThat(score.duplicates()).isEqualTo(1);
  }

  @Test
  void shouldNotFindTwoLabelsByOneAlertThatSpansBoth() {
    Alert glued = AlertMother.alert("2023-08-21T01:00:00Z", "2023-08-22T05:00:00Z").build();

    Score score = score(List.of(MORNING, NEXT_MORNING), glued);

    assertThat(score.found()).isZero();
    assertThat(score.falseAlerts()).containsExactly(glued);
  }

  @Test
  void shouldCloseAnOpenAlertAtTheEndOfTheData() {
    Alert open =
        AlertMother.alert("2023-08-22T01:00:00Z", "2023-08-22T05:00:00Z").stillOpen().build();

    Score score = score(List.of(NEXT_MORNING), open);

    assertThat(score.found()).isEqualTo(1);
    assertThat(score.ending().median()).contains(Duration.ZERO);
    assertThat(score.closing().values()).isEmpty();
  }

  @Test
  void shouldAskTheSameNetworkServiceAndRegion() {
    Instant start = MORNING.start();
    Instant end = MORNING.end();
    Label ofNetwork = LabelMother.label("", 64500L, "", start, end, Label.Kind.EVENT);
    Label ofService = LabelMother.label("", null, "telegram", start, end, Label.Kind.EVENT);
    Label ofRegion = LabelMother.label("IQ-BG", null, "", start, end, Label.Kind.EVENT);
    Alert plain =
        AlertMother.alert("2023-08-21T01:00:00Z", "2023-08-21T05:00:00Z")
            .network(64501)
            .region("IQ-BA")
            .build();

    assertThat(score(List.of(ofNetwork), plain).found()).isZero();
    assertThat(score(List.of(ofService), plain).found()).isZero();
    assertThat(score(List.of(ofRegion), plain).found()).isZero();
    assertThat(score(List.of(MORNING), plain).found()).isEqualTo(1);
  }

  @Test
  void shouldTellSuspectedFromConfirmed() {
    Alert suspected =
        AlertMother.alert("2023-08-21T01:00:00Z", "2023-08-21T05:00:00Z").suspected().build();

    ScoreSheet sheet = scorer.sheet(List.of(MORNING), List.of(suspected), ARBITRARY_WEEKS);

    assertThat(sheet.suspected().recall()).hasValue(1);
    assertThat(sheet.confirmed().recall()).hasValue(0);
  }

  @Test
  void shouldCountARecurrenceAsOneWhereALabelTellsOfTheWhole() {
    Label twoMornings = LabelMother.event("2023-08-21T01:00:00Z", "2023-08-22T05:00:00Z");
    Alert first = AlertMother.alert("2023-08-21T01:05:00Z", "2023-08-21T05:10:00Z").build();
    Alert second =
        AlertMother.alert("2023-08-22T01:05:00Z", "2023-08-22T05:10:00Z")
            .id("IQ-2")
            .recurrenceOf("IQ-1")
            .build();

    ScoreSheet sheet = scorer.sheet(List.of(twoMornings), List.of(first, second), ARBITRARY_WEEKS);

    assertThat(sheet.all().found()).isZero();
    assertThat(sheet.all().duplicates()).isEqualTo(2);
    assertThat(sheet.recurring().found()).isEqualTo(1);
    assertThat(sheet.recurring().alerts()).isEqualTo(1);
    assertThat(sheet.recurring().closing().median()).contains(Duration.ofMinutes(40));
  }

  @Test
  void shouldCountARecurrenceOneByOneWhereLabelsTellOfEach() {
    Alert first = AlertMother.alert("2023-08-21T01:05:00Z", "2023-08-21T05:10:00Z").build();
    Alert second =
        AlertMother.alert("2023-08-22T01:05:00Z", "2023-08-22T05:10:00Z")
            .id("IQ-2")
            .recurrenceOf("IQ-1")
            .build();

    ScoreSheet sheet =
        scorer.sheet(List.of(MORNING, NEXT_MORNING), List.of(first, second), ARBITRARY_WEEKS);

    assertThat(sheet.recurring()).isEqualTo(sheet.all());
    assertThat(sheet.recurring().found()).isEqualTo(2);
  }

  @Test
  void shouldGiveTheRateOfFalseAlertsWithItsInterval() {
    Alert wrong = AlertMother.alert("2023-08-25T01:00:00Z", "2023-08-25T02:00:00Z").build();

    Score score = score(List.of(MORNING), wrong);

    assertThat(score.falsePerQuietWeek()).hasValue(0.1);
    assertThat(score.falseInterval().orElseThrow().low()).isCloseTo(0.00253, within(1e-5));
    assertThat(score.falseInterval().orElseThrow().high()).isCloseTo(0.55716, within(1e-5));
  }

  @Test
  void shouldAddUpOverCases() {
    Alert alert = AlertMother.alert("2023-08-21T01:05:00Z", "2023-08-21T05:10:00Z").build();
    Score found = score(List.of(MORNING), alert);
    Score missed = score(List.of(NEXT_MORNING));

    Score total = found.plus(missed);

    assertThat(total.recall()).hasValue(0.5);
    assertThat(total.quietSeriesWeeks()).isEqualTo(2 * ARBITRARY_WEEKS);
    assertThat(total.opening()).isEqualTo(found.opening());
  }

  private Score score(List<Label> labels, Alert... alerts) {
    return scorer.score(labels, List.of(alerts), ARBITRARY_WEEKS);
  }
}
