package org.signalfall.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Quiet series of many kinds, up to ten years of each. At 0.1 false alarms a series-year one is
 * expected where the noise is what the model takes it for; the bound of 5 is the 99.9 % quantile of
 * that Poisson count.
 */
class LevelFalseAlarmTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final int HOURLY_SEEDS = 10;
  private static final int FIVE_MINUTE_SEEDS = 5;
  private static final int BOUND = 5;

  static Stream<Arguments> quietSeries() {
    return Stream.of(
        hourly("counts of 1", seed -> LevelStream.flat(1, HOUR, seed).noise(LevelStream.poisson())),
        hourly("counts of 6", seed -> LevelStream.flat(6, HOUR, seed).noise(LevelStream.poisson())),
        hourly(
            "counts of 40", seed -> LevelStream.flat(40, HOUR, seed).noise(LevelStream.poisson())),
        hourly(
            "diurnal counts of 20",
            seed -> LevelStream.diurnal(20, 2, HOUR, seed).noise(LevelStream.poisson())),
        hourly(
            "diurnal level, heavy tail",
            seed ->
                LevelStream.diurnal(1_000, 1.5, HOUR, seed).noise(LevelStream.heavyTailed(0.1))),
        hourly(
            "diurnal level, wandering for ten hours",
            seed ->
                LevelStream.diurnal(1_000, 1, HOUR, seed)
                    .noise(LevelStream.autoregressive(0.05, 0.9))),
        hourly(
            "flat level, wandering for ten hours",
            seed ->
                LevelStream.flat(1_000, HOUR, seed).noise(LevelStream.autoregressive(0.1, 0.9))),
        hourly(
            "share of ten targets near 100 %",
            seed -> LevelStream.flat(98, HOUR, seed).noise(LevelStream.answering(10))),
        hourly(
            "share of fifty targets near 100 %",
            seed -> LevelStream.flat(95, HOUR, seed).noise(LevelStream.answering(50))),
        fiveMinutely(
            "counts below one",
            seed -> LevelStream.flat(0.5, FIVE_MINUTES, seed).noise(LevelStream.poisson())),
        fiveMinutely(
            "diurnal counts of 3",
            seed -> LevelStream.diurnal(3, 1, FIVE_MINUTES, seed).noise(LevelStream.poisson())),
        fiveMinutely(
            "flat level, heavy tail",
            seed ->
                LevelStream.flat(1_000, FIVE_MINUTES, seed).noise(LevelStream.heavyTailed(0.1))),
        fiveMinutely(
            "quiet level",
            seed -> LevelStream.flat(3_000, FIVE_MINUTES, seed).noise(LevelStream.gaussian(0.01))),
        fiveMinutely(
            "flat level, wandering for hours",
            seed ->
                LevelStream.flat(1_000, FIVE_MINUTES, seed)
                    .noise(LevelStream.autoregressive(0.1, 0.99))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("quietSeries")
  void shouldHoldTheFalseAlarmRateWhenNothingHappens(
      String name, LongFunction<LevelStream> series, int seeds, Duration length) {
    LevelDetector detector = new LevelDetector(LevelRules.defaults());

    long alarms =
        LongStream.rangeClosed(1, seeds)
            .map(seed -> alarms(detector, series.apply(seed).bins(length)))
            .sum();

    assertThat(alarms).as(name).isLessThanOrEqualTo(BOUND);
  }

  private static long alarms(LevelDetector detector, Stream<LevelBin> bins) {
    LevelState state = LevelState.fresh();
    return bins.filter(bin -> isOpening(detector.judge(state, bin))).count();
  }

  private static boolean isOpening(SeriesVerdict verdict) {
    return verdict.after().isAffected() && !verdict.before().isAffected();
  }

  private static Arguments hourly(String name, LongFunction<LevelStream> series) {
    return Arguments.of(name + ", hourly", series, HOURLY_SEEDS, Duration.ofDays(365));
  }

  private static Arguments fiveMinutely(String name, LongFunction<LevelStream> series) {
    return Arguments.of(name + ", 5 minutes", series, FIVE_MINUTE_SEEDS, Duration.ofDays(120));
  }
}
