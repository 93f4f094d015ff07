package org.signalfall.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LevelDetectorTest {

  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private static final long ARBITRARY_SEED = 7;
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final Duration HOUR = Duration.ofHours(1);

  private final LevelDetector detector = new LevelDetector(LevelRules.defaults());

  @Test
  void shouldBeInsufficientWhenLessThanADayIsKnown() {
    LevelState state = LevelState.fresh();

    judge(state, quiet().bins(Duration.ofHours(12)));

    assertThat(state.status()).isEqualTo(SeriesStatus.INSUFFICIENT);
  }

  @Test
  void shouldBeNormalWhenADayIsKnown() {
    LevelState state = LevelState.fresh();

    judge(state, quiet().bins(Duration.ofHours(24)));

    assertThat(state.status()).isEqualTo(SeriesStatus.NORMAL);
  }

  @Test
  void shouldOpenWithinTwoBinsWhenAQuietLevelFallsByAThird() {
    LevelStream stream = quiet().losing(days(2), days(3), 0.68);

    List<Episode> episodes = Episode.ofLevels(detector, stream.bins(days(4)));

    assertThat(episodes).hasSize(1);
    Episode episode = episodes.get(0);
    assertThat(episode.openedAt()).isLessThanOrEqualTo(at(days(2)) + 2 * FIVE_MINUTES.toMillis());
    assertThat(episode.opened().onset())
        .isEqualTo(new Interval(at(days(2)), at(days(2)) + FIVE_MINUTES.toMillis()));
    assertThat(episode.closedAt()).isLessThanOrEqualTo(at(days(3)) + 3 * FIVE_MINUTES.toMillis());
    assertThat(episode.last().ended())
        .isEqualTo(new Interval(at(days(3)), at(days(3)) + FIVE_MINUTES.toMillis()));
    assertThat(episode.last().observed() / episode.last().expected()).isCloseTo(0.68, within(0.01));
  }

  @Test
  void shouldStayOrdinaryWhenASingleBinIsEmpty() {
    LevelStream stream = quiet().losing(days(2), days(2).plus(FIVE_MINUTES), 0);

    List<Episode> episodes = Episode.ofLevels(detector, stream.bins(days(4)));

    assertThat(episodes).isEmpty();
  }

  @Test
  void shouldDateOnsetWithinABinWhenALossFollowsTheFirstDayAtOnce() {
    LevelStream stream =
        LevelStream.diurnal(1_000, 1, FIVE_MINUTES, ARBITRARY_SEED)
            .noise(LevelStream.gaussian(0.02))
            .losing(days(1), days(1).plusHours(4), 0.15);

    List<Episode> episodes = Episode.ofLevels(detector, stream.bins(days(2)));

    assertThat(episodes).hasSize(1);
    assertThat(episodes.get(0).opened().onset().earliest())
        .isBetween(at(days(1)), at(days(1).plusMinutes(10)));
  }

  @Test
  void shouldStayOrdinaryWhenADiurnalSignalSeesItsSecondNight() {
    LevelStream stream =
        LevelStream.diurnal(1_000, 2, HOUR, ARBITRARY_SEED).noise(LevelStream.gaussian(0.05));

    List<Episode> episodes = Episode.ofLevels(detector, stream.bins(days(4)));

    assertThat(episodes).isEmpty();
  }

  @Test
  void shouldStayOneEventWhenABanLastsThirtyDays() {
    LevelStream stream = quiet().losing(days(10), days(40), 0.4);

    List<Episode> episodes = Episode.ofLevels(detector, stream.bins(days(60)));

    assertThat(episodes).hasSize(1);
    assertThat(episodes.get(0).closedAt()).isCloseTo(at(days(40)), within(3_600_000L));
    assertThat(episodes.get(0).last().observed() / episodes.get(0).last().expected())
        .isCloseTo(0.4, within(0.02));
  }

  @Test
  void shouldFindEveryCurfewWhenTheSameHoursFallSilentForSeventyNights() {
    LevelStream stream = LevelStream.flat(6, HOUR, ARBITRARY_SEED).noise(LevelStream.poisson());
    for (int night = 5; night < 75; night++) {
      stream.losing(days(night).plusHours(19), days(night + 1).plusHours(2), 0);
    }

    List<Episode> episodes = Episode.ofLevels(detector, stream.bins(days(90)));

    assertThat(episodes).hasSizeBetween(68, 70).allMatch(episode -> !episode.isOpen());
    assertThat(episodes).allMatch(episode -> episode.opened().noisy());
    assertThat(episodes).allMatch(episode -> episode.openedAt() < at(days(76)));
  }

  @Test
  void shouldStayOrdinaryWhenTheSameHoursReturnAWeekAfterAnEvent() {
    LevelStream stream =
        LevelStream.diurnal(1_000, 1, HOUR, ARBITRARY_SEED)
            .noise(LevelStream.gaussian(0.05))
            .losing(days(20), days(21), 0.1);

    List<Episode> episodes = Episode.ofLevels(detector, stream.bins(days(50)));

    assertThat(episodes).hasSize(1);
  }

  @Test
  void shouldOpenWhenALevelIsSqueezedOverWeeks() {
    LevelStream stream =
        LevelStream.diurnal(1_000, 1, HOUR, ARBITRARY_SEED)
            .noise(LevelStream.gaussian(0.03))
            .drifting(-0.03);

    List<Episode> episodes = Episode.ofLevels(detector, stream.bins(days(40)));

    assertThat(episodes).isNotEmpty();
  }

  @Test
  void shouldStayOrdinaryWhenALevelDriftsHonestly() {
    LevelStream stream =
        LevelStream.diurnal(1_000, 1, HOUR, ARBITRARY_SEED)
            .noise(LevelStream.gaussian(0.03))
            .drifting(-0.005);

    List<Episode> episodes = Episode.ofLevels(detector, stream.bins(days(180)));

    assertThat(episodes).isEmpty();
  }

  @Test
  void shouldLapseAndGoOnAsBeforeWhenBinsAreMissingForADay() {
    LevelState state = LevelState.fresh();
    List<LevelBin> bins = quiet().bins(days(8)).toList();
    int gap = bins.size() / 2;
    judge(state, bins.subList(0, gap).stream());
    long resumed = bins.get(gap + 288).start();

    SeriesVerdict lapsed = detector.lapse(state, resumed);
    SeriesVerdict next = detector.judge(state, bins.get(gap + 288));

    assertThat(lapsed.after()).isEqualTo(SeriesStatus.INSUFFICIENT);
    assertThat(next.after()).isEqualTo(SeriesStatus.NORMAL);
  }

  @Test
  void shouldNameTheDeadlineAtWhichAnOrdinarySeriesLapses() {
    LevelState state = LevelState.fresh();
    assertThat(detector.lapseDeadline(state)).isEqualTo(Long.MAX_VALUE);

    judge(state, quiet().bins(days(2)));

    assertThat(detector.lapseDeadline(state))
        .isEqualTo(at(days(2)) + LevelRules.defaults().lapseBins() * FIVE_MINUTES.toMillis());
  }

  @Test
  void shouldStayOpenWhenAnAffectedSeriesFallsSilent() {
    LevelState state = LevelState.fresh();
    judge(state, quiet().losing(days(2), days(3), 0.1).bins(days(2).plusHours(3)));

    SeriesVerdict verdict = detector.lapse(state, at(days(3)));

    assertThat(verdict.after()).isEqualTo(SeriesStatus.OPEN);
    assertThat(verdict.onset().earliest()).isEqualTo(at(days(2)));
    assertThat(detector.lapseDeadline(state)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldRefuseABinThatBeginsBeforeTheLastOneEnded() {
    LevelState state = LevelState.fresh();
    LevelBin bin = new LevelBin(1_000, 2_000, 1, 5);
    detector.judge(state, bin);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> detector.judge(state, bin))
        .withMessage("Bin begins at 1000, but the last one ended at 2000");
  }

  @Test
  void shouldRaiseNothingOnWeekendsAtSeventyPercentFromTheFirstOn() {
    assertThat(Episode.ofLevels(detector, weekends(0.7))).isEmpty();
  }

  @Test
  void shouldLearnADeepWeekendAfterItHasComeTwice() {
    List<Episode> episodes = Episode.ofLevels(detector, weekends(0.58));

    assertThat(episodes).hasSize(2);
    assertThat(episodes.get(1).openedAt()).isLessThan(LevelStream.EPOCH + days(14).toMillis());
  }

  @Test
  void shouldFindAPartialLossEveryNightHoweverOftenItComes() {
    LevelStream stream =
        LevelStream.flat(1_000, TEN_MINUTES, ARBITRARY_SEED).noise(LevelStream.gaussian(0.03));
    for (int night = 0; night < 30; night++) {
      Duration begin = days(10 + night);
      stream.losing(begin, begin.plusHours(8), 0.6);
    }

    List<Episode> episodes = Episode.ofLevels(detector, stream.bins(days(41)));

    assertThat(episodes).hasSize(30);
  }

  @Test
  void shouldReportEveryTransitionBetweenNeighbouringStatuses() {
    LevelState state = LevelState.fresh();
    AtomicInteger mismatches = new AtomicInteger();
    SeriesStatus[] previous = {SeriesStatus.INSUFFICIENT};

    quiet()
        .losing(days(2), days(3), 0.5)
        .bins(days(4))
        .forEachOrdered(
            bin -> {
              SeriesVerdict verdict = detector.judge(state, bin);
              if (verdict.before() != previous[0]) {
                mismatches.incrementAndGet();
              }
              previous[0] = verdict.after();
            });

    assertThat(mismatches).hasValue(0);
  }

  private void judge(LevelState state, Stream<LevelBin> bins) {
    bins.forEachOrdered(bin -> detector.judge(state, bin));
  }

  /** Returns twelve weeks whose weekends have a share of the other days. */
  private static Stream<LevelBin> weekends(double share) {
    LevelStream stream =
        LevelStream.diurnal(1_000, 1.2, TEN_MINUTES, ARBITRARY_SEED)
            .noise(LevelStream.gaussian(0.05));
    for (int week = 0; week < 12; week++) {
      stream.losing(days(7 * week + 5), days(7 * week + 7), share);
    }
    return stream.bins(days(84));
  }

  private static LevelStream quiet() {
    return LevelStream.flat(3_000, FIVE_MINUTES, ARBITRARY_SEED).noise(LevelStream.gaussian(0.01));
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }

  private static long at(Duration offset) {
    return LevelStream.EPOCH + offset.toMillis();
  }
}
