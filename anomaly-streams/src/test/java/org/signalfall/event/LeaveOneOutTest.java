package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Contribution;

class LeaveOneOutTest {

  private static final long ENOUGH = 5;

  @Test
  void shouldSurviveWhereNobodyElseCouldBeAsked() {
    assertThat(LeaveOneOut.survives(List.of(), ENOUGH)).isTrue();
    assertThat(LeaveOneOut.survives(List.of(of(1, 30, 30)), ENOUGH)).isTrue();
  }

  @Test
  void shouldNotSurviveWhenTheOthersSawTooFewFailures() {
    assertThat(LeaveOneOut.survives(List.of(of(1, 30, 30), of(2, 4, 4)), ENOUGH)).isFalse();
    assertThat(LeaveOneOut.survives(List.of(of(1, 30, 30), of(2, 5, 5)), ENOUGH)).isTrue();
  }

  @Test
  void shouldNotSurviveWhenTheOthersMostlyPass() {
    assertThat(LeaveOneOut.survives(List.of(of(1, 30, 30), of(2, 60, 6)), ENOUGH)).isFalse();
  }

  @Test
  void shouldNotTakeTheRestForOneThatCouldBeLeftOut() {
    assertThat(LeaveOneOut.survives(List.of(of(1, 2, 2), of(0, 30, 30)), ENOUGH)).isTrue();
  }

  @Property
  void shouldNotSurviveWhenOneValueSawAllTheFailures(
      @ForAll("contributions") List<Contribution> passing, @ForAll Random random) {
    List<Contribution> dimension = new ArrayList<>();
    passing.forEach(one -> dimension.add(of(one.getValue(), one.getSamples(), 0)));
    int chosen = random.nextInt(dimension.size());
    Contribution alone = dimension.get(chosen);
    dimension.set(chosen, of(alone.getValue(), alone.getSamples(), alone.getSamples()));

    assertThat(LeaveOneOut.survives(dimension, ENOUGH)).isEqualTo(dimension.size() < 2);
  }

  @Property
  void shouldJudgeTheSameInAnyOrder(
      @ForAll("contributions") List<Contribution> dimension, @ForAll Random random) {
    List<Contribution> shuffled = new ArrayList<>(dimension);
    Collections.shuffle(shuffled, random);

    assertThat(LeaveOneOut.survives(shuffled, ENOUGH))
        .isEqualTo(LeaveOneOut.survives(dimension, ENOUGH));
  }

  @Property
  void shouldSurviveWhenAllFailAndNoOneHoldsTheMost(
      @ForAll("contributions") List<Contribution> dimension) {
    List<Contribution> failing = new ArrayList<>();
    dimension.forEach(one -> failing.add(of(one.getValue(), one.getSamples(), one.getSamples())));
    long all = failing.stream().mapToLong(Contribution::getFailures).sum();
    long most = failing.stream().mapToLong(Contribution::getFailures).max().orElseThrow();

    assertThat(LeaveOneOut.survives(failing, ENOUGH))
        .isEqualTo(failing.size() < 2 || all - most >= ENOUGH);
  }

  @Property
  void shouldLeaveOutAnyoneWhenItSurvives(@ForAll("contributions") List<Contribution> dimension) {
    if (dimension.size() < 2 || !LeaveOneOut.survives(dimension, ENOUGH)) {
      return;
    }

    for (Contribution one : dimension) {
      long left =
          dimension.stream()
              .filter(other -> other.getValue() != one.getValue())
              .mapToLong(Contribution::getFailures)
              .sum();
      assertThat(left).isGreaterThanOrEqualTo(ENOUGH);
    }
  }

  @Provide
  Arbitrary<List<Contribution>> contributions() {
    Arbitrary<Integer> samples = Arbitraries.integers().between(1, 60);
    return Combinators.combine(samples, Arbitraries.doubles().between(0, 1))
        .as((count, share) -> of(0, count, (int) Math.round(count * share)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(
            parts -> {
              List<Contribution> named = new ArrayList<>();
              for (Contribution part : parts) {
                named.add(of(named.size() + 1, part.getSamples(), part.getFailures()));
              }
              return named;
            });
  }

  private static Contribution of(long value, int samples, int failures) {
    return new Contribution(value, samples, failures);
  }
}
