package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.event.VerdictMother.block;
import static org.signalfall.event.VerdictMother.hour;
import static org.signalfall.event.VerdictMother.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Contribution;
import org.signalfall.avro.SeriesVerdict;

class ContributionsTest {

  @Test
  void shouldAddUpWhatSeveralNetworksHeardOfOneVersion() {
    List<SeriesVerdict> verdicts =
        List.of(
            verdict(1, new Contribution(7L, 10, 4), new Contribution(0L, 2, 1)),
            verdict(2, new Contribution(7L, 5, 5), new Contribution(8L, 9, 0)));

    assertThat(Contributions.sum(verdicts, SeriesVerdict::getByVersion))
        .containsExactly(
            new Contribution(7L, 15, 9), new Contribution(8L, 9, 0), new Contribution(0L, 2, 1));
  }

  @Test
  void shouldCountTheNetworksWhoseFailuresAreCounted() {
    assertThat(Contributions.ofNetworks(List.of(verdict(1), verdict(2))))
        .containsExactly(new Contribution(1L, 40, 40), new Contribution(2L, 40, 40));
  }

  @Property(tries = 100)
  void shouldListEightAndTheRestWithoutLossInAnyOrder(
      @ForAll @IntRange(min = 1, max = 30) int parts, @ForAll Random random) {
    List<SeriesVerdict> verdicts = new ArrayList<>();
    LongStream.rangeClosed(1, parts)
        .forEach(
            asn -> {
              int samples = 1 + random.nextInt(20);
              Contribution one = new Contribution(1L + random.nextInt(15), samples, samples / 2);
              verdicts.add(verdict(asn, one));
            });
    List<Contribution> ordered = Contributions.sum(verdicts, SeriesVerdict::getByVersion);

    Collections.shuffle(verdicts, random);
    List<Contribution> shuffled = Contributions.sum(verdicts, SeriesVerdict::getByVersion);

    assertThat(shuffled).isEqualTo(ordered).hasSizeLessThanOrEqualTo(9);
    assertThat(ordered.stream().mapToInt(Contribution::getSamples).sum())
        .isEqualTo(
            verdicts.stream()
                .flatMap(verdict -> verdict.getByVersion().stream())
                .mapToInt(Contribution::getSamples)
                .sum());
  }

  private static SeriesVerdict verdict(long asn, Contribution... versions) {
    return block(network("IR", asn), "telegram", hour(10)).setByVersion(List.of(versions)).build();
  }
}
