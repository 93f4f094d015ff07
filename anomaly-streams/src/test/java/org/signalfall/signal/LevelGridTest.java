package org.signalfall.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalfall.detect.LevelBin;

class LevelGridTest {

  private static final long MINUTE = Slots.WIDTH_MS;
  private static final long FIVE_MINUTES = 5 * MINUTE;

  /** A multiple of every cadence used here. */
  private static final long START = 1_000 * 60 * MINUTE;

  private final List<LevelBin> bins = new ArrayList<>();
  private LevelGrid grid = new LevelGrid();

  @Test
  void shouldUseTheCadenceThatTheSourceDeclares() {
    add(START, 10, FIVE_MINUTES, false);
    add(START + FIVE_MINUTES, 20, FIVE_MINUTES, false);

    assertThat(bins).containsExactly(bin(0, 1, 10));
    assertThat(grid.nextBinEnd()).isEqualTo(START + 2 * FIVE_MINUTES);
  }

  @Test
  void shouldLearnTheCommonestStepFromTheFirstSlots() {
    long[] steps = {0, 5, 10, 15, 25, 30, 35, 40};
    for (int i = 0; i < steps.length; i++) {
      assertThat(bins).as("held back while learning").isEmpty();
      add(START + steps[i] * MINUTE, i, 0, false);
    }

    assertThat(bins).hasSize(7);
    assertThat(bins).allSatisfy(bin -> assertThat(bin.cadence()).isEqualTo(FIVE_MINUTES));
    assertThat(bins.get(3)).isEqualTo(bin(3, 1, 3));
    assertThat(bins.get(4)).as("a gap is no bin").isEqualTo(bin(5, 1, 4));
  }

  @Test
  void shouldTakeTheFinerStepWhenTwoAreAsCommon() {
    long[] minutes = {0, 5, 10, 15, 25, 35, 45, 105};
    for (long minute : minutes) {
      add(START + minute * MINUTE, 1, 0, false);
    }

    assertThat(bins.get(0).cadence()).isEqualTo(FIVE_MINUTES);
  }

  @Test
  void shouldPutTheMeanOfAllSamplesIntoABin() {
    add(START, 10, FIVE_MINUTES, false);
    LevelSlot busy = new LevelSlot();
    busy.add(40, 0, false);
    busy.add(40, 0, false);
    busy.add(40, 0, false);
    grid.add(START + MINUTE, busy, bins::add);

    grid.advance(START + FIVE_MINUTES, bins::add);

    assertThat(bins).containsExactly(bin(0, 4, 32.5));
  }

  @Test
  void shouldAlignBinsToTheEpoch() {
    add(START + 2 * MINUTE, 10, FIVE_MINUTES, false);

    grid.advance(START + FIVE_MINUTES, bins::add);

    assertThat(bins).containsExactly(bin(0, 1, 10));
  }

  @Test
  void shouldCloseNoBinBeforeItsEnd() {
    add(START, 10, FIVE_MINUTES, false);

    grid.advance(START + FIVE_MINUTES - 1, bins::add);

    assertThat(bins).isEmpty();
  }

  @Test
  void shouldHandOutNothingForAGapWhenAbsenceMeansNothing() {
    add(START, 10, FIVE_MINUTES, false);
    grid.advance(START + FIVE_MINUTES, bins::add);

    assertThat(grid.nextBinEnd()).isEqualTo(Long.MAX_VALUE);
    grid.advance(START + 20 * FIVE_MINUTES, bins::add);
    add(START + 20 * FIVE_MINUTES, 10, FIVE_MINUTES, false);
    grid.advance(START + 21 * FIVE_MINUTES, bins::add);

    assertThat(bins).containsExactly(bin(0, 1, 10), bin(20, 1, 10));
  }

  @Test
  void shouldHandOutOneEmptyBinACallWhenAbsenceMeansZero() {
    add(START, 10, FIVE_MINUTES, true);
    long now = START + 4 * FIVE_MINUTES;

    grid.advance(now, bins::add);
    assertThat(bins).containsExactly(bin(0, 1, 10));
    grid.advance(now, bins::add);
    assertThat(bins).containsExactly(bin(0, 1, 10), bin(1, 0, 0));
    grid.advance(now, bins::add);
    grid.advance(now, bins::add);
    grid.advance(now, bins::add);

    assertThat(bins).containsExactly(bin(0, 1, 10), bin(1, 0, 0), bin(2, 0, 0), bin(3, 0, 0));
  }

  @Test
  void shouldFillAGapWithZerosWhenASampleShowsIt() {
    add(START, 10, FIVE_MINUTES, true);

    add(START + 3 * FIVE_MINUTES, 10, FIVE_MINUTES, true);

    assertThat(bins).containsExactly(bin(0, 1, 10), bin(1, 0, 0), bin(2, 0, 0));
  }

  @Test
  void shouldWaitForASampleWhenNoneWasEverPlaced() {
    add(START, 10, 0, true);

    assertThat(grid.nextBinEnd()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldGoOnFromItsBytesAsIfNothingHadHappened() {
    for (int i = 0; i < 20; i++) {
      add(START + i * FIVE_MINUTES, i, 0, true);
      grid = LevelGrid.decodeFrom(ByteBuffer.wrap(bytes()));
    }

    assertThat(bins).hasSize(19);
    assertThat(bins.get(18)).isEqualTo(bin(18, 1, 18));
    assertThat(grid.absenceIsZero()).isTrue();
    assertThat(grid.lastSampleEnd()).isEqualTo(START + 19 * FIVE_MINUTES + MINUTE);
  }

  @Test
  void shouldKeepItsFormat() {
    add(START, 10, FIVE_MINUTES, true);
    add(START + FIVE_MINUTES, 2.5, FIVE_MINUTES, true);

    assertThat(HexFormat.of().formatHex(bytes()))
        .isEqualTo(
            "01"
                + "00000000000493e00100"
                + "00000000d69837e0000000014004000000000000"
                + "00000000d69837e000000000d6992240");
  }

  @Test
  void shouldKeepItsFormatWhileLearning() {
    add(START, 10, 0, false);

    assertThat(HexFormat.of().formatHex(bytes()))
        .isEqualTo(
            "01"
                + "00000000000000000001"
                + "00000000d693a400402400000000000000000001"
                + "8000000000000000000000000000000000000000"
                + "80000000000000008000000000000000");
  }

  @Test
  void shouldRefuseAnUnknownFormat() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LevelGrid.decodeFrom(ByteBuffer.wrap(new byte[] {9})))
        .withMessage("stored level grid has format 9, this version reads 1");
  }

  private void add(long start, double value, long cadence, boolean absenceIsZero) {
    LevelSlot slot = new LevelSlot();
    slot.add(value, cadence, absenceIsZero);
    grid.add(start, slot, bins::add);
  }

  private static LevelBin bin(int index, int samples, double value) {
    long start = START + index * FIVE_MINUTES;
    return new LevelBin(start, start + FIVE_MINUTES, samples, value);
  }

  private byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(grid.encodedBytes());
    grid.encodeTo(out);
    assertThat(out.hasRemaining()).as("all bytes are used").isFalse();
    return out.array();
  }
}
