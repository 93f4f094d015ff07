package org.signalfall.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.signalfall.signal.ProbeSampleMother.fast;
import static org.signalfall.signal.ProbeSampleMother.sample;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Locality;
import org.signalfall.detect.LayerFailures;
import org.signalfall.detect.Voice;

class ProbeSlotTest {

  private static final LayerFailures DNS = new LayerFailures(1, 0, 0, 0, 0, 0);
  private static final String NO_NAME = "";

  private record Sample(long measurement, long vantage, boolean failed, String name) {}

  @Property(tries = 100)
  void shouldBeTheSameInAnyOrderOfTheSamples(
      @ForAll @IntRange(min = 1, max = 300) int samples,
      @ForAll @IntRange(min = 1, max = 2 * ProbeSlot.MAX_VOICES) int vantages,
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
    List<Sample> samples = samples(count, 2 * ProbeSlot.MAX_VOICES, random);

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

    slot.add(sample(1, 7, DNS, NO_NAME));
    slot.add(sample(1, 7, DNS, NO_NAME));

    assertThat(slot.samples()).isEqualTo(1);
    assertThat(slot.failures()).isEqualTo(1);
    assertThat(slot.layers()).isEqualTo(DNS);
  }

  @Test
  void shouldListItsContributorsAndLumpTheRest() {
    ProbeSlot slot = new ProbeSlot();
    long measurement = 0;
    for (int vantage = 1; vantage <= 100; vantage++) {
      slot.add(sample(++measurement, vantage, null, NO_NAME));
    }
    for (int i = 0; i < 50; i++) {
      slot.add(sample(++measurement, 60, DNS, NO_NAME));
    }

    List<Voice> voices = slot.voices();

    assertThat(voices).hasSize(ProbeSlot.MAX_VOICES + 1);
    assertThat(voices).contains(new Voice(60, 0, 51, 50), new Voice(Voice.REMAINDER, 0, 36, 0));
    assertThat(voices.stream().mapToInt(Voice::samples).sum()).isEqualTo(slot.samples());
  }

  @Test
  void shouldTellTheVersionsOfAVantageApart() {
    ProbeSlot slot = new ProbeSlot();

    slot.add(sample(1, 7, DNS, NO_NAME));
    slot.add(fast(2, 7, 800));

    assertThat(slot.voices()).containsExactly(new Voice(7, 0, 1, 1), new Voice(7, 77, 1, 0));
    assertThat(slot.isInferred()).isTrue();
    assertThat(slot.locality()).isEqualTo(Locality.FOREIGN);
  }

  @Test
  void shouldKnowTheMedianGoodputToWithinAQuarterOctave() {
    ProbeSlot slot = new ProbeSlot();
    List.of(100, 1_000, 1_024, 1_100, 64_000).forEach(kbps -> slot.add(fast(kbps, 1, kbps)));

    assertThat(slot.goodput()).isEqualTo(10 * LogHistogram.OCTAVE);
    assertThat(new ProbeSlot().goodput()).isEqualTo(LogHistogram.NONE);
  }

  @Test
  void shouldCountAVantageThatWasLumpedAmongTheRestWhenItComesAgain() {
    ProbeSlot slot = new ProbeSlot();
    for (int vantage = 1; vantage <= ProbeSlot.MAX_VOICES + 1; vantage++) {
      slot.add(sample(vantage, vantage, null, NO_NAME));
    }

    slot.add(sample(1_000, ProbeSlot.MAX_VOICES + 1, DNS, NO_NAME));

    assertThat(slot.samples()).isEqualTo(ProbeSlot.MAX_VOICES + 2);
    assertThat(ProbeSlot.decode(slot.encode()).voices()).isEqualTo(slot.voices());
  }

  @Test
  void shouldTakeTheFirstNameInTheAlphabet() {
    ProbeSlot slot = new ProbeSlot();

    slot.add(sample(1, 7, null, "Safaricom"));
    slot.add(sample(2, 7, null, NO_NAME));
    slot.add(sample(3, 7, null, "JTL"));

    assertThat(slot.networkName()).isEqualTo("JTL");
  }

  @Test
  void shouldKeepItsFormat() {
    ProbeSlot slot = new ProbeSlot();
    slot.add(sample(3, 7, DNS, "JTL"));

    assertThat(hex(slot))
        .isEqualTo(
            "03"
                + "0101"
                + "010000000000"
                + "0000"
                + "034a544c"
                + "000000"
                + "01"
                + "00000000000000070201"
                + "01"
                + "0000000000000003");
  }

  @Test
  void shouldRefuseAnUnknownFormat() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProbeSlot.decode(new byte[] {9}))
        .withMessage("stored probe slot has format 9, this version reads 3");
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
    slot.add(
        sample(
            sample.measurement(), sample.vantage(), sample.failed() ? DNS : null, sample.name()));
  }

  private static String hex(ProbeSlot slot) {
    return HexFormat.of().formatHex(slot.encode());
  }
}
