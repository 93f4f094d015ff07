package org.signalfall.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.signalfall.detect.LayerFailures;
import org.signalfall.detect.VantageCount;

class ProbeSlotTest {

  private static final LayerFailures DNS = new LayerFailures(1, 0, 0, 0, 0, 0);
  private static final String NO_NAME = "";

  private record Sample(long measurement, long vantage, boolean failed, String name) {}

  @Property(tries = 100)
  void shouldBeTheSameInAnyOrderOfTheSamples(
      @ForAll @IntRange(min = 1, max = 300) int samples,
      @ForAll @IntRange(min = 1, max = 2 * ProbeSlot.MAX_VANTAGES) int vantages,
      @ForAll Random random) {
    List<Sample> ordered = samples(samples, vantages, random);

    List<Sample> shuffled = Shuffles.of(ordered, random);

    assertThat(hex(slotOf(shuffled))).isEqualTo(hex(slotOf(ordered)));
  }

  @Property(tries = 5)
  void shouldBeTheSameInAnyOrderOfMoreMeasurementsThanItRemembers(@ForAll Random random) {
    List<Sample> ordered = samples(ProbeSlot.MAX_MEASUREMENTS + 200, 3, random);

    List<Sample> shuffled = Shuffles.of(ordered, random);

    assertThat(hex(slotOf(shuffled))).isEqualTo(hex(slotOf(ordered)));
  }

  @Property(tries = 50)
  void shouldBeTheSameWhenEncodedBetweenSamples(
      @ForAll @IntRange(min = 1, max = 100) int count, @ForAll Random random) {
    List<Sample> samples = samples(count, 2 * ProbeSlot.MAX_VANTAGES, random);

    ProbeSlot stored = new ProbeSlot();
    for (Sample sample : samples) {
      stored = ProbeSlot.decode(stored.encode());
      add(stored, sample);
    }

    assertThat(hex(stored)).isEqualTo(hex(slotOf(samples)));
  }

  @Test
  void shouldDropAMeasurementThatItHolds() {
    ProbeSlot slot = new ProbeSlot();

    slot.add(1, 7, DNS, NO_NAME);
    slot.add(1, 7, DNS, NO_NAME);

    assertThat(slot.samples()).isEqualTo(1);
    assertThat(slot.failures()).isEqualTo(1);
    assertThat(slot.layers()).isEqualTo(DNS);
  }

  @Test
  void shouldListTheLargestContributorsAndLumpTheRest() {
    ProbeSlot slot = new ProbeSlot();
    long measurement = 0;
    for (int vantage = 1; vantage <= 100; vantage++) {
      slot.add(++measurement, vantage, null, NO_NAME);
    }
    for (int i = 0; i < 50; i++) {
      slot.add(++measurement, 60, DNS, NO_NAME);
    }

    List<VantageCount> top = slot.topVantages();

    assertThat(top).hasSize(9);
    assertThat(top.get(0)).isEqualTo(new VantageCount(60, 51, 50));
    assertThat(top.get(8)).isEqualTo(new VantageCount(VantageCount.REMAINDER, 92, 0));
    assertThat(top.stream().mapToInt(VantageCount::samples).sum()).isEqualTo(slot.samples());
  }

  @Test
  void shouldCountAVantageThatWasLumpedAmongTheRestWhenItComesAgain() {
    ProbeSlot slot = new ProbeSlot();
    for (int vantage = 1; vantage <= ProbeSlot.MAX_VANTAGES + 1; vantage++) {
      slot.add(vantage, vantage, null, NO_NAME);
    }

    slot.add(1_000, ProbeSlot.MAX_VANTAGES + 1, DNS, NO_NAME);

    assertThat(slot.samples()).isEqualTo(ProbeSlot.MAX_VANTAGES + 2);
    assertThat(ProbeSlot.decode(slot.encode()).topVantages()).isEqualTo(slot.topVantages());
  }

  @Test
  void shouldTakeTheFirstNameInTheAlphabet() {
    ProbeSlot slot = new ProbeSlot();

    slot.add(1, 7, null, "Safaricom");
    slot.add(2, 7, null, NO_NAME);
    slot.add(3, 7, null, "JTL");

    assertThat(slot.networkName()).isEqualTo("JTL");
  }

  @Test
  void shouldKeepItsFormat() {
    ProbeSlot slot = new ProbeSlot();
    slot.add(3, 7, DNS, "JTL");

    assertThat(hex(slot))
        .isEqualTo(
            "01"
                + "0000000100000001"
                + "000000010000000000000000000000000000000000000000"
                + "0000000000000000"
                + "00034a544c"
                + "01"
                + "00000000000000070000000100000001"
                + "0001"
                + "0000000000000003");
  }

  @Test
  void shouldRefuseAnUnknownFormat() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProbeSlot.decode(new byte[] {9}))
        .withMessage("stored probe slot has format 9, this version reads 1");
  }

  private static List<Sample> samples(int count, int vantages, Random random) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(
          new Sample(
              random.nextLong(),
              1 + random.nextInt(vantages),
              random.nextBoolean(),
              random.nextBoolean() ? NO_NAME : "name " + random.nextInt(3)));
    }
    return samples;
  }

  private static ProbeSlot slotOf(List<Sample> samples) {
    ProbeSlot slot = new ProbeSlot();
    samples.forEach(sample -> add(slot, sample));
    return slot;
  }

  private static void add(ProbeSlot slot, Sample sample) {
    slot.add(sample.measurement(), sample.vantage(), sample.failed() ? DNS : null, sample.name());
  }

  private static String hex(ProbeSlot slot) {
    return HexFormat.of().formatHex(slot.encode());
  }
}
