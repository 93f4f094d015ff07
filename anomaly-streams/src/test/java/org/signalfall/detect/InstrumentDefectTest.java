package org.signalfall.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.signalfall.detect.Defect.Instrument;

/** Six vantages measure every hour, and all pass until some of them begin to fail. */
class InstrumentDefectTest {

  private static final long HOUR_MS = 3_600_000;
  private static final int VANTAGES = 6;
  private static final long OLD = 10;
  private static final long NEW = 20;
  private static final long ARBITRARY_SEED = 5;

  private final ProbeDetector detector = new ProbeDetector(ProbeRules.defaults());
  private final ProbeState state = ProbeState.fresh();
  private final List<SeriesVerdict> opened = new ArrayList<>();

  @Test
  void shouldBlameAVantageThatFailsAlone() {
    run(24, 48, vantage -> vantage == 3, OLD);

    assertThat(detector.defects(state))
        .containsExactly(new Defect(Instrument.VANTAGE, 3, 24 * HOUR_MS));
    assertThat(opened).isEmpty();
  }

  @Test
  void shouldBlameAVersionThatFailsAtSeveralVantagesWhileAnotherPasses() {
    run(24, 48, vantage -> vantage <= 3, NEW);

    assertThat(detector.defects(state))
        .containsExactly(new Defect(Instrument.VERSION, NEW, 24 * HOUR_MS));
    assertThat(state.status()).isEqualTo(SeriesStatus.NORMAL);
  }

  @Test
  void shouldBlameNoInstrumentWhenHalfOfTheVantagesFailWithTheSameVersionAsTheRest() {
    run(24, 48, vantage -> vantage <= 3, OLD);

    assertThat(detector.defects(state)).isEmpty();
    assertThat(opened).hasSize(1);
  }

  @Test
  void shouldBlameNoInstrumentWhenAllFail() {
    run(24, 48, vantage -> true, OLD);

    assertThat(detector.defects(state)).isEmpty();
    assertThat(state.status()).isEqualTo(SeriesStatus.OPEN);
  }

  @Test
  void shouldBlameNoInstrumentWhenThreeOfTenAttemptsFailWhoeverMeasures() {
    Random random = new Random(ARBITRARY_SEED);

    for (int hour = 0; hour < 240; hour++) {
      List<Voice> voices = new ArrayList<>();
      for (long vantage = 1; vantage <= VANTAGES; vantage++) {
        boolean failed = hour >= 24 && random.nextInt(10) < 3;
        voices.add(voice(vantage, vantage % 2 == 0 ? NEW : OLD, failed));
      }
      judge(hour, voices);
      assertThat(detector.defects(state)).isEmpty();
    }

    assertThat(opened).hasSize(1);
  }

  @Test
  void shouldForgiveAnInstrumentThatPassesAgain() {
    run(24, 36, vantage -> vantage == 3, OLD);
    assertThat(detector.defects(state)).hasSize(1);

    run(36, 60, vantage -> false, OLD);

    assertThat(detector.defects(state)).isEmpty();
  }

  @Test
  void shouldBlameNobodyForABlockThatFallsIntoHoursInWhichHeMeasuresAlone() {
    for (int day = 0; day < 20; day++) {
      judge(24 * day + 6, List.of(voice(1, OLD, true)));
      judge(24 * day + 12, List.of(voice(2, OLD, false), voice(3, OLD, false)));
    }

    assertThat(detector.defects(state)).isEmpty();
  }

  @Test
  void shouldTakeBackAnEventThatAnInstrumentMadeWhileItWasAlone() {
    for (int hour = 0; hour < 48; hour++) {
      judge(hour, List.of(voice(1, NEW, hour >= 24), voice(2, NEW, hour >= 24)));
    }
    assertThat(state.status()).isEqualTo(SeriesStatus.OPEN);
    List<SeriesVerdict> verdicts = new ArrayList<>();

    for (int hour = 48; hour < 72; hour++) {
      List<Voice> voices = new ArrayList<>(List.of(voice(1, NEW, true), voice(2, NEW, true)));
      for (int vantage = 3; vantage <= VANTAGES; vantage++) {
        voices.add(voice(vantage, OLD, false));
      }
      verdicts.add(judge(hour, voices));
    }

    assertThat(verdicts).filteredOn(SeriesVerdict::defect).hasSize(1);
    assertThat(state.status()).isEqualTo(SeriesStatus.NORMAL);
  }

  private void run(int fromHour, int toHour, LongPredicate fails, long versionOfFailing) {
    int start = state.totalSamples == 0 ? 0 : fromHour;
    for (int hour = start; hour < toHour; hour++) {
      List<Voice> voices = new ArrayList<>();
      for (long vantage = 1; vantage <= VANTAGES; vantage++) {
        boolean failed = hour >= fromHour && fails.test(vantage);
        voices.add(voice(vantage, failed ? versionOfFailing : OLD, failed));
      }
      judge(hour, voices);
    }
  }

  private SeriesVerdict judge(int hour, List<Voice> voices) {
    long start = hour * HOUR_MS;
    int failures = voices.stream().mapToInt(Voice::failures).sum();
    SeriesVerdict verdict =
        detector.judge(
            state,
            new ProbeBin(
                start, start + 60_000, voices.size(), failures, 0, 0, LayerFailures.NONE, voices));
    if (!verdict.before().isAffected() && verdict.after().isAffected()) {
      opened.add(verdict);
    }
    return verdict;
  }

  private static Voice voice(long vantage, long version, boolean failed) {
    return new Voice(vantage, version, 1, failed ? 1 : 0);
  }
}
