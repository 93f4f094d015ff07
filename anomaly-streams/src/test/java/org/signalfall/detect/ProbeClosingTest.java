package org.signalfall.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** When an event of probes is over: with as much care as it took to open it, and not much more. */
class ProbeClosingTest {

  private static final long HOUR_MS = Duration.ofHours(1).toMillis();
  private static final int ORDINARY_SAMPLES = 300;
  private static final int RUNS = 60;
  private static final long CHATTY = 1;
  private static final long OTHER = 2;

  private final ProbeDetector detector = new ProbeDetector(ProbeRules.defaults());
  private final ProbeState state = ProbeState.fresh();
  private long hour;

  @Property(tries = 30)
  void shouldTakeAtMostTwiceTheSamplesOfOpeningWhenNearlyAllFailed(
      @ForAll("ordinary") double ordinary,
      @ForAll("nearTotal") double failing,
      @ForAll("lengths") int length,
      @ForAll("cadences") Duration every,
      @ForAll Random random) {
    Delays delays = Delays.of(RUNS, ordinary, failing, length, every, random);

    assertThat(delays.closing()).isLessThanOrEqualTo(2 * delays.opening());
  }

  @Property(tries = 15)
  void shouldTakeAtMostThreeTimesTheSamplesOfOpeningWhenSomeFailed(
      @ForAll("ordinary") double ordinary,
      @ForAll("partial") double failing,
      @ForAll("lengths") int length,
      @ForAll("cadences") Duration every,
      @ForAll Random random) {
    Delays delays = Delays.of(RUNS, ordinary, failing, length, every, random);

    assertThat(delays.closing()).isLessThanOrEqualTo(3 * delays.opening());
  }

  @Test
  void shouldBelieveAVantageThatSufferedTheEventWhenNobodyElseMeasuresForHours() {
    measure(100, 0, CHATTY, CHATTY, OTHER);
    measure(12, 1, CHATTY, CHATTY, OTHER);

    measure(6, 0, CHATTY);
    SeriesStatus early = state.status();
    measure(2, 0, CHATTY);

    assertThat(early).isEqualTo(SeriesStatus.RECOVERING);
    assertThat(state.status()).isEqualTo(SeriesStatus.NORMAL);
  }

  @Test
  void shouldNotBelieveAVantageThatNeverSufferedTheEvent() {
    measure(100, 0, CHATTY, OTHER, OTHER + 1);
    measure(24, 1, OTHER, OTHER + 1);

    measure(24, 0, CHATTY);

    assertThat(state.status().isAffected()).isTrue();
  }

  @Test
  void shouldNotBelieveAVantageWhileOthersStillFail() {
    measure(100, 0, CHATTY, CHATTY, OTHER);
    measure(12, 1, CHATTY, CHATTY, OTHER);

    for (int i = 0; i < 24; i++) {
      measure(1, 0, CHATTY, CHATTY, CHATTY);
      measure(1, 1, OTHER);
    }

    assertThat(state.status().isAffected()).isTrue();
  }

  @Test
  void shouldNotTakeWeeksToCloseWhenABlockEasedForWeeks() {
    for (int i = 0; i < 100; i++) {
      measure(3, 0, OTHER + i);
    }
    for (int i = 0; i < 50; i++) {
      measure(1, 1, OTHER + i);
    }
    for (int i = 0; i < 100; i++) {
      measure(1, 1, OTHER + i);
      measure(2, 0, OTHER + 100 + i);
    }
    SeriesStatus eased = state.status();

    for (int i = 0; i < 50; i++) {
      measure(1, 0, OTHER + i);
    }

    assertThat(eased.isAffected()).isTrue();
    assertThat(state.status()).isEqualTo(SeriesStatus.NORMAL);
  }

  @Provide
  Arbitrary<Double> ordinary() {
    return Arbitraries.of(0.01, 0.02, 0.05);
  }

  @Provide
  Arbitrary<Double> nearTotal() {
    return Arbitraries.of(0.9, 0.95, 1.0);
  }

  @Provide
  Arbitrary<Double> partial() {
    return Arbitraries.of(0.3, 0.5, 0.8);
  }

  @Provide
  Arbitrary<Integer> lengths() {
    return Arbitraries.of(0, 30, 200);
  }

  @Provide
  Arbitrary<Duration> cadences() {
    return Arbitraries.of(Duration.ofMinutes(1), Duration.ofHours(1));
  }

  /**
   * Mean samples that it took to open and to close, over series that are ordinary for a while, fail
   * until some samples after they were found to, and are ordinary again.
   */
  private record Delays(double opening, double closing) {

    static Delays of(
        int runs, double ordinary, double failing, int length, Duration every, Random random) {
      double opening = 0;
      double closing = 0;
      for (int run = 0; run < runs; run++) {
        Series series = new Series(every, random);
        series.measure(ORDINARY_SAMPLES, ordinary);
        opening += series.measureUntil(true, failing);
        series.measure(length, failing);
        closing += series.measureUntil(false, ordinary);
      }
      return new Delays(opening / runs, closing / runs);
    }
  }

  /** A series of one sample a bin, each of another vantage. */
  private static final class Series {
    private final ProbeDetector detector = new ProbeDetector(ProbeRules.defaults());
    private final ProbeState state = ProbeState.fresh();
    private final Duration every;
    private final Random random;
    private long time;

    Series(Duration every, Random random) {
      this.every = every;
      this.random = random;
    }

    void measure(int samples, double failing) {
      for (int i = 0; i < samples; i++) {
        time += every.toMillis();
        int failed = random.nextDouble() < failing ? 1 : 0;
        detector.judge(state, bin(time, 1 + random.nextInt(1_000_000), failed));
      }
    }

    int measureUntil(boolean affected, double failing) {
      int samples = 0;
      while (state.status().isAffected() != affected) {
        measure(1, failing);
        samples++;
      }
      return samples;
    }
  }

  /** Lets vantages measure one after the other, an hour apart, for some rounds. */
  private void measure(int rounds, int failed, long... vantages) {
    for (int i = 0; i < rounds; i++) {
      for (long vantage : vantages) {
        detector.judge(state, bin(hour++ * HOUR_MS, vantage, failed));
      }
    }
  }

  private static ProbeBin bin(long start, long vantage, int failed) {
    return new ProbeBin(
        start,
        start + 60_000,
        1,
        failed,
        0,
        0,
        LayerFailures.NONE,
        List.of(new Voice(vantage, Voice.UNKNOWN_VERSION, 1, failed)));
  }
}
