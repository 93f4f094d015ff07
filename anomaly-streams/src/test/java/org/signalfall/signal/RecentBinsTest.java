package org.signalfall.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.signalfall.detect.LayerFailures;
import org.signalfall.detect.LevelBin;
import org.signalfall.detect.ProbeBin;
import org.signalfall.detect.SeriesBin;
import org.signalfall.detect.Voice;

class RecentBinsTest {

  private static final long MINUTE = 60_000;
  private static final LayerFailures ONE_OF_TLS = new LayerFailures(0, 0, 0, 1, 0, 0);

  private final RecentBins<LevelBin, LevelSlot> recent = levels();

  @Test
  void shouldGiveBackBinsAsTheyWereWhileNothingIsLate() {
    LevelBin bin = new LevelBin(MINUTE, 2 * MINUTE, 3, 0.1 + 0.2);

    recent.add(bin);

    assertThat(corrected(recent)).containsExactly(bin);
  }

  @Test
  void shouldTakeTheMeanOfAllSamplesWhenSomeAreLate() {
    recent.add(new LevelBin(0, MINUTE, 3, 100));

    recent.late(0).add(200, 0, false);

    assertThat(corrected(recent)).containsExactly(new LevelBin(0, MINUTE, 4, 125));
  }

  @Test
  void shouldMakeABinWhereThereWasNone() {
    recent.add(new LevelBin(MINUTE, 2 * MINUTE, 1, 100));

    recent.late(0).add(50, 0, false);

    assertThat(corrected(recent))
        .containsExactly(new LevelBin(0, MINUTE, 1, 50), new LevelBin(MINUTE, 2 * MINUTE, 1, 100));
  }

  @Test
  void shouldKeepWhatCameLateBeforeItsBinWasJudged() {
    recent.late(0).add(200, 0, false);

    recent.add(new LevelBin(0, MINUTE, 3, 100));

    assertThat(corrected(recent)).containsExactly(new LevelBin(0, MINUTE, 4, 125));
  }

  @Test
  void shouldStayWithinAFewHundredBytes() {
    for (int i = 0; i < RecentBins.CAPACITY; i++) {
      recent.add(new LevelBin(i * MINUTE, (i + 1) * MINUTE, 3, 100));
    }
    assertThat(recent.encode()).hasSizeLessThanOrEqualTo(240);

    for (int i = 0; i < RecentBins.CAPACITY; i++) {
      recent.late(i * MINUTE).add(50, 0, false);
    }

    assertThat(recent.encode()).hasSizeLessThanOrEqualTo(480);
    assertThat(RecentBins.decode(new LevelBins(), recent.encode()).encode())
        .isEqualTo(recent.encode());
  }

  @Property
  void shouldComeToTheSameInAnyOrderOfLateSamples(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(max = 1e6) Double> values) {
    RecentBins<LevelBin, LevelSlot> forwards = levels();
    RecentBins<LevelBin, LevelSlot> backwards = levels();

    values.forEach(value -> forwards.late(0).add(value, 0, false));
    for (int i = values.size() - 1; i >= 0; i--) {
      backwards.late(0).add(values.get(i), 0, false);
    }

    assertThat(corrected(backwards)).isEqualTo(corrected(forwards));
  }

  @Test
  void shouldAddALateSampleToTheVoiceOfItsVantageAndLeaveTheControls() {
    RecentBins<ProbeBin, ProbeSlot> probes = new RecentBins<>(new ProbeBins(), MINUTE);
    ProbeSample late = ProbeSampleMother.sample(9, 5, null, "");
    probes.add(
        new ProbeBin(
            0,
            MINUTE,
            2,
            1,
            6,
            2,
            ONE_OF_TLS,
            List.of(new Voice(5, 0, 1, 1), new Voice(6, 7, 1, 0))));

    probes.late(0).add(late);
    probes.late(0).add(late);
    probes.late(MINUTE).add(late);

    assertThat(corrected(RecentBins.decode(new ProbeBins(), probes.encode())))
        .containsExactly(
            new ProbeBin(
                0,
                MINUTE,
                3,
                1,
                6,
                2,
                ONE_OF_TLS,
                List.of(new Voice(5, 0, 2, 1), new Voice(6, 7, 1, 0))),
            new ProbeBin(
                MINUTE,
                2 * MINUTE,
                1,
                0,
                6,
                2,
                LayerFailures.NONE,
                List.of(new Voice(5, 0, 1, 0))));
  }

  @Test
  void shouldRefuseAnUnknownFormat() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecentBins.decode(new LevelBins(), new byte[] {9}))
        .withMessage("stored recent bins has format 9, this version reads 2");
  }

  private static RecentBins<LevelBin, LevelSlot> levels() {
    return new RecentBins<>(new LevelBins(), MINUTE);
  }

  private static <B extends SeriesBin> List<B> corrected(RecentBins<B, ?> recent) {
    List<B> bins = new ArrayList<>();
    recent.corrected(bins);
    return bins;
  }
}
