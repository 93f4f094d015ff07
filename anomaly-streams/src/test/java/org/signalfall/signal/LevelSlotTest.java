package org.signalfall.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LevelSlotTest {

  @Property(tries = 200)
  void shouldBeTheSameInAnyOrderOfTheSamples(
      @ForAll @Size(max = 50) List<@DoubleRange(max = LevelSlot.MAX_VALUE) Double> values,
      @ForAll Random random) {
    LevelSlot ordered = slotOf(values);

    LevelSlot shuffled = slotOf(Shuffles.of(values, random));

    assertThat(shuffled.encode()).isEqualTo(ordered.encode());
  }

  @Property(tries = 200)
  void shouldBeTheSameWhenEncodedBetweenSamples(
      @ForAll @Size(max = 20) List<@DoubleRange(max = LevelSlot.MAX_VALUE) Double> values) {
    LevelSlot stored = new LevelSlot();
    for (double value : values) {
      stored = LevelSlot.decode(stored.encode());
      stored.add(value, 0, false);
    }

    assertThat(stored.encode()).isEqualTo(slotOf(values).encode());
  }

  @Test
  void shouldAverageToTheBillionth() {
    LevelSlot slot = slotOf(List.of(0.1, 0.2, 0.3));

    assertThat(slot.samples()).isEqualTo(3);
    assertThat(slot.mean()).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void shouldHoldZeroWhenEmpty() {
    LevelSlot slot = LevelSlot.decode(null);

    assertThat(slot.samples()).isZero();
    assertThat(slot.mean()).isZero();
    assertThat(slot.declaredCadence()).isZero();
    assertThat(slot.absenceIsZero()).isFalse();
  }

  @Test
  void shouldTakeTheWidestCadenceAndAnyWordForZero() {
    LevelSlot slot = new LevelSlot();

    slot.add(1, 300_000, true);
    slot.add(1, 60_000, false);

    assertThat(slot.declaredCadence()).isEqualTo(300_000);
    assertThat(slot.absenceIsZero()).isTrue();
  }

  @Test
  void shouldKeepItsFormat() {
    LevelSlot slot = new LevelSlot();
    slot.add(2.5, 300_000, true);

    assertThat(HexFormat.of().formatHex(slot.encode()))
        .isEqualTo(
            "01"
                + "00000001"
                + "0000000000000002"
                + "000000001dcd6500"
                + "00000000000493e0"
                + "01");
  }

  @Test
  void shouldRefuseAnUnknownFormat() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LevelSlot.decode(new byte[] {9}))
        .withMessage("stored level slot has format 9, this version reads 1");
  }

  private static LevelSlot slotOf(List<Double> values) {
    LevelSlot slot = new LevelSlot();
    values.forEach(value -> slot.add(value, 0, false));
    return slot;
  }
}
