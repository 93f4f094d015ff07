package org.signalfall.evaluate.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceRulesTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  static List<ReferenceRule> all() {
    return ReferenceRules.all();
  }

  /** IODA's published fractions, hit and missed by little. */
  @ParameterizedTest
  @CsvSource({
    "WARNING, bgp-visible-slash24s, 98, true",
    "WARNING, bgp-visible-slash24s, 99.5, false",
    "CRITICAL, bgp-visible-slash24s, 49, true",
    "CRITICAL, bgp-visible-slash24s, 51, false",
    "WARNING, active-probing-up-slash24s, 79, true",
    "WARNING, active-probing-up-slash24s, 81, false",
    "WARNING, telescope-unique-sources, 24, true",
    "WARNING, telescope-unique-sources, 26, false",
    "CRITICAL, telescope-unique-sources, 9, true",
    "CRITICAL, telescope-unique-sources, 11, false"
  })
  void shouldAlarmBelowAFractionOfTheMedian(
      MedianRatio rule, String signal, double value, boolean alarms) {
    BinSeries series = SeriesMother.levels(signal, FIVE_MINUTES, 100, i -> i < 90 ? 100 : value);

    assertThat(rule.alarms(series, 1).isEmpty()).isNotEqualTo(alarms);
  }

  @Test
  void shouldEndAtTheFirstBinThatIsBack() {
    BinSeries series =
        SeriesMother.levels("active-probing-replies", HOUR, 60, i -> i >= 30 && i < 40 ? 10 : 100);

    List<Alarm> alarms = MedianRatio.WARNING.alarms(series, 1);

    assertThat(alarms).containsExactly(new Alarm(hour(30), hour(40), hour(31)));
  }

  /** What our own detectors must not do: the last week becomes the ordinary. */
  @Test
  void shouldTakeALongLossForOrdinaryAfterAWeekAsTheOriginalDoes() {
    BinSeries series =
        SeriesMother.levels("active-probing-replies", HOUR, 800, i -> i < 200 ? 100 : 10);

    List<Alarm> alarms = MedianRatio.WARNING.alarms(series, 1);

    assertThat(alarms).hasSize(1);
    assertThat(alarms.get(0).to()).isBetween(hour(200 + 80), hour(200 + 170));
  }

  @Test
  void shouldAskForADeeperLossWhenStricter() {
    BinSeries series =
        SeriesMother.levels("active-probing-replies", HOUR, 60, i -> i >= 30 ? 70 : 100);

    assertThat(MedianRatio.WARNING.alarms(series, 1)).hasSize(1);
    assertThat(MedianRatio.WARNING.alarms(series, 2)).isEmpty();
  }

  /** A full block adds 0.65 an hour, so that the sum passes 3.5 in the sixth. */
  @Test
  void shouldNoticeAFullBlockInTheSixthHour() {
    BinSeries series = SeriesMother.probes(HOUR, 100, i -> i >= 50 && i < 80 ? 0 : 1);

    List<Alarm> alarms = new HourlyCusum().alarms(series, 1);

    assertThat(alarms).hasSize(1);
    assertThat(alarms.get(0).from()).isEqualTo(hour(50));
    assertThat(alarms.get(0).detectedAt()).isEqualTo(hour(56));
    assertThat(alarms.get(0).to()).isEqualTo(hour(80));
  }

  @Test
  void shouldNeverSeeABlockOfAThird() {
    BinSeries series = SeriesMother.probes(HOUR, 500, i -> i >= 50 ? 0.66 : 1);

    assertThat(new HourlyCusum().alarms(series, 1)).isEmpty();
  }

  @Test
  void shouldNotAlarmOnWhatWasBlockedFromTheStart() {
    BinSeries series = SeriesMother.probes(HOUR, 100, i -> 0);

    assertThat(new HourlyCusum().alarms(series, 1)).isEmpty();
  }

  @Test
  void shouldNameALossThatTheForestDidNotExpect() {
    Random random = new Random(1);
    double[] values = random.doubles(2_000, 95, 105).toArray();
    BinSeries series =
        SeriesMother.levels(
            "request-volume",
            FIVE_MINUTES,
            values.length,
            i -> i >= 1_500 && i < 1_520 ? 5 : values[i]);

    List<Alarm> alarms = new CutForest().alarms(series, 1);

    assertThat(alarms)
        .anyMatch(
            alarm ->
                alarm.from() >= SeriesMother.START + 1_500 * FIVE_MINUTES.toMillis()
                    && alarm.from() <= SeriesMother.START + 1_502 * FIVE_MINUTES.toMillis()
                    && alarm.to() == SeriesMother.START + 1_520 * FIVE_MINUTES.toMillis());
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldFindNothingInASeriesThatDoesNotMove(ReferenceRule rule) {
    BinSeries series = SeriesMother.levels("request-volume", HOUR, 500, i -> 100);

    assertThat(rule.alarms(series, 1)).isEmpty();
    assertThat(rule.title()).isNotBlank();
  }

  private static long hour(long hours) {
    return SeriesMother.START + hours * HOUR.toMillis();
  }
}
