package org.signalfall.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.signalfall.detect.LevelBin;

class RecentBinsTest {

  private static final long MINUTE = 60_000;

  private final RecentBins recent = new RecentBins();

  @Test
  void shouldGiveBackBinsAsTheyWereWhileNothingIsLate() {
    LevelBin bin = new LevelBin(MINUTE, 2 * MINUTE, 3, 0.1 + 0.2);

    recent.add(bin);

    assertThat(recent.corrected(MINUTE)).containsExactly(bin);
  }

  @Test
  void shouldTakeTheMeanOfAllSamplesWhenSomeAreLate() {
    recent.add(new LevelBin(0, MINUTE, 3, 100));

    recent.addLate(0, 200);

    assertThat(recent.corrected(MINUTE)).containsExactly(new LevelBin(0, MINUTE, 4, 125));
  }

  @Test
  void shouldMakeABinWhereThereWasNone() {
    recent.add(new LevelBin(MINUTE, 2 * MINUTE, 1, 100));

    recent.addLate(0, 50);

    assertThat(recent.corrected(MINUTE))
        .containsExactly(new LevelBin(0, MINUTE, 1, 50), new LevelBin(MINUTE, 2 * MINUTE, 1, 100));
  }

  @Test
  void shouldStayWithinAFewHundredBytes() {
    for (int i = 0; i < RecentBins.CAPACITY; i++) {
      recent.add(new LevelBin(i * MINUTE, (i + 1) * MINUTE, 3, 100));
      recent.addLate(i * MINUTE, 50);
    }

    assertThat(recent.encode()).hasSizeLessThanOrEqualTo(420);
    assertThat(RecentBins.decode(recent.encode()).encode()).isEqualTo(recent.encode());
  }

  @Property
  void shouldComeToTheSameInAnyOrderOfLateSamples(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(max = 1e6) Double> values) {
    RecentBins forwards = new RecentBins();
    RecentBins backwards = new RecentBins();

    values.forEach(value -> forwards.addLate(0, value));
    for (int i = values.size() - 1; i >= 0; i--) {
      backwards.addLate(0, values.get(i));
    }

    assertThat(backwards.corrected(MINUTE)).isEqualTo(forwards.corrected(MINUTE));
  }

  @Test
  void shouldRefuseAnUnknownFormat() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecentBins.decode(new byte[] {9}))
        .withMessage("stored recent bins has format 9, this version reads 1");
  }
}
