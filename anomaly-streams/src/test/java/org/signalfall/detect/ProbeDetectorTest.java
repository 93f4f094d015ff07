package org.signalfall.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeDetectorTest {

  private static final long ARBITRARY_SEED = 11;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final ProbeDetector detector = new ProbeDetector(ProbeRules.defaults());

  @Test
  void shouldOpenWithinTenMinutesWhenAServiceIsBlockedAndProbedEveryMinute() {
    ProbeStream stream =
        ProbeStream.failing(0.01, MINUTE, ARBITRARY_SEED)
            .controls(3, false)
            .spell(days(2), days(3), 1);

    List<Episode> episodes = Episode.ofProbes(detector, stream.bins(days(4)));

    assertThat(episodes).hasSize(1);
    Episode episode = episodes.get(0);
    assertThat(episode.openedAt()).isLessThanOrEqualTo(at(days(2)) + 10 * MINUTE.toMillis());
    assertThat(episode.opened().onset().latest())
        .isCloseTo(at(days(2)), within(2 * MINUTE.toMillis()));
    assertThat(episode.opened().probe().controlled()).isTrue();
    assertThat(episode.closedAt()).isLessThanOrEqualTo(at(days(3)) + 15 * MINUTE.toMillis());
    assertThat(episode.last().observed()).isLessThan(0.01);
  }

  @Test
  void shouldOpenWithinTwoBinsWhenTwentyVantagesFailEveryMinute() {
    ProbeStream stream =
        ProbeStream.failing(0.01, MINUTE, ARBITRARY_SEED)
            .samplesPerBin(20)
            .spell(days(1), days(2), 1);

    List<Episode> episodes = Episode.ofProbes(detector, stream.bins(days(2)));

    assertThat(episodes).hasSize(1);
    assertThat(episodes.get(0).openedAt()).isLessThanOrEqualTo(at(days(1)) + 2 * MINUTE.toMillis());
  }

  @Test
  void shouldOpenAndStateItsSamplesWhenAThirdOfSamplesFail() {
    ProbeStream stream =
        ProbeStream.failing(0.01, Duration.ofMinutes(10), ARBITRARY_SEED)
            .spell(days(10), days(20), 0.3);

    List<Episode> episodes = Episode.ofProbes(detector, stream.bins(days(30)));

    assertThat(episodes).hasSize(1);
    assertThat(episodes.get(0).opened().samples()).isBetween(5L, 60L);
    assertThat(episodes.get(0).last().observed()).isCloseTo(0.7, within(0.05));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.35, 0.6, 0.95})
  void shouldOpenCloseToTheInformationBoundWhenAnAlternativeIsTrue(double rate) {
    double ordinary = 0.01;
    int runs = 40;

    double meanDelay =
        LongStream.rangeClosed(1, runs).mapToDouble(seed -> delay(seed, rate)).sum() / runs;

    double information =
        rate * Math.log(rate / ordinary) + (1 - rate) * Math.log((1 - rate) / (1 - ordinary));
    double bound = threshold() / information;
    assertThat(meanDelay).isBetween(0.7 * bound, 1.7 * bound + 2);
  }

  @Test
  void shouldHoldTheFalseAlarmRateWhenServicesFailAsOftenAsTheyOrdinarilyDo() {
    long alarms =
        IntStream.of(1, 3, 5, 10, 20)
            .mapToLong(
                percent ->
                    LongStream.rangeClosed(1, 4)
                        .map(seed -> alarms(ProbeStream.failing(percent / 100.0, HOUR, seed)))
                        .sum())
            .sum();

    assertThat(alarms).as("twenty series-years at 0.1 a year").isLessThanOrEqualTo(7);
  }

  @Test
  void shouldStayOrdinaryWhenTheVeryFirstSampleFails() {
    ProbeState state = ProbeState.fresh();

    SeriesVerdict verdict = detector.judge(state, bin(0, 1, 1));

    assertThat(verdict.after()).isEqualTo(SeriesStatus.INSUFFICIENT);
  }

  @Test
  void shouldNotOpenWhenAChattyVantageFailsWithinOneBin() {
    ProbeState state = ProbeState.fresh();
    for (int i = 0; i < 50; i++) {
      detector.judge(state, bin(i, 1, 0));
    }
    ProbeBin chatty =
        new ProbeBin(
            at(days(1)),
            at(days(1)) + 60_000,
            200,
            200,
            0,
            0,
            LayerFailures.NONE,
            List.of(new Voice(1, Voice.UNKNOWN_VERSION, 200, 200)));

    SeriesVerdict verdict = detector.judge(state, chatty);

    assertThat(verdict.after()).isEqualTo(SeriesStatus.NORMAL);
    assertThat(verdict.probe().vantages()).isEqualTo(1);
  }

  @Test
  void shouldStayOrdinaryWhenControlsFailAsMuch() {
    ProbeStream stream =
        ProbeStream.failing(0.01, MINUTE, ARBITRARY_SEED)
            .controls(3, true)
            .spell(days(1), days(2), 1);

    List<Episode> episodes = Episode.ofProbes(detector, stream.bins(days(3)));

    assertThat(episodes).isEmpty();
  }

  @Test
  void shouldSayThatNothingWasEverClearWhenABanIsOlderThanTheData() {
    ProbeStream stream = ProbeStream.failing(1, HOUR, ARBITRARY_SEED);

    List<Episode> episodes = Episode.ofProbes(detector, stream.bins(days(2)));

    assertThat(episodes).hasSize(1);
    assertThat(episodes.get(0).opened().neverClear()).isTrue();
    assertThat(episodes.get(0).opened().probe().controlled()).isFalse();
  }

  @Test
  void shouldStayOpenWhenNoSampleComesInMidBan() {
    ProbeState state = ProbeState.fresh();
    ProbeStream.failing(0, HOUR, ARBITRARY_SEED)
        .spell(days(3), days(9), 1)
        .bins(days(4))
        .forEachOrdered(bin -> detector.judge(state, bin));

    SeriesVerdict verdict = detector.lapse(state, at(days(7)));

    assertThat(verdict.after()).isEqualTo(SeriesStatus.OPEN);
    assertThat(detector.lapseDeadline(state)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldLapseWhenAnOrdinarySeriesSendsNothingForDays() {
    ProbeState state = ProbeState.fresh();
    ProbeStream.failing(0, HOUR, ARBITRARY_SEED)
        .bins(days(2))
        .forEachOrdered(bin -> detector.judge(state, bin));
    long deadline = detector.lapseDeadline(state);

    SeriesVerdict early = detector.lapse(state, deadline - 1);
    SeriesVerdict due = detector.lapse(state, deadline);

    assertThat(early.after()).isEqualTo(SeriesStatus.NORMAL);
    assertThat(due.after()).isEqualTo(SeriesStatus.INSUFFICIENT);
    assertThat(detector.lapseDeadline(state)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldStayOpenWhenABlockOnlyEases() {
    ProbeStream stream =
        ProbeStream.failing(0.01, MINUTE, ARBITRARY_SEED)
            .spell(days(1), days(2), 1)
            .spell(days(2), days(3), 0.5);

    List<Episode> episodes = Episode.ofProbes(detector, stream.bins(days(4)));

    assertThat(episodes).hasSize(1);
    assertThat(episodes.get(0).closedAt()).isGreaterThan(at(days(3)));
  }

  @Test
  void shouldRefuseABinThatBeginsBeforeTheLastOneEnded() {
    ProbeState state = ProbeState.fresh();
    detector.judge(state, bin(5, 1, 0));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> detector.judge(state, bin(5, 1, 0)))
        .withMessageStartingWith("Bin begins at");
  }

  private double delay(long seed, double rate) {
    Duration clear = days(40);
    List<Episode> episodes =
        Episode.ofProbes(
            detector,
            ProbeStream.failing(0, HOUR, seed).spell(clear, days(200), rate).bins(days(100)));
    return (episodes.get(0).openedAt() - at(clear)) / (double) HOUR.toMillis();
  }

  private static double threshold() {
    ProbeRules rules = ProbeRules.defaults();
    double samplesPerYear = Duration.ofDays(365).toHours();
    return Math.log(rules.alternatives().size() * samplesPerYear / rules.falseAlarmsPerYear());
  }

  private long alarms(ProbeStream stream) {
    return Episode.ofProbes(detector, stream.bins(days(365))).size();
  }

  private static ProbeBin bin(int minute, int samples, int failures) {
    long start = ProbeStream.EPOCH + minute * MINUTE.toMillis();
    return new ProbeBin(
        start, start + 60_000, samples, failures, 0, 0, LayerFailures.NONE, List.of());
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }

  private static long at(Duration offset) {
    return ProbeStream.EPOCH + offset.toMillis();
  }
}
