package org.signalfall.ingest.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class JudgementTest {

  @Property
  void shouldNeverFailAndPassTogether(
      @ForAll Judgement judgement,
      @ForAll @IntRange(max = 50) int passed,
      @ForAll @IntRange(max = 50) int failed,
      @ForAll @IntRange(max = 50) int untried) {
    int expected = passed + failed + untried;

    assertThat(judgement.fails(expected, failed) && judgement.passes(expected, passed)).isFalse();
  }

  @Property
  void shouldFailByHalfOfTheExpectedWhenEndpointsStandInForEachOther(
      @ForAll @IntRange(min = 1, max = 100) int expected,
      @ForAll @IntRange(min = 1, max = 100) int failed) {
    assertThat(Judgement.ANY_OF.fails(expected, failed)).isEqualTo(failed >= expected / 2.0);
  }

  @Property
  void shouldFailByOneWhenAllAreNeeded(
      @ForAll @IntRange(min = 1, max = 100) int expected, @ForAll @IntRange(max = 100) int failed) {
    assertThat(Judgement.ALL_OF.fails(expected, failed)).isEqualTo(failed >= 1);
    assertThat(Judgement.ALL_OF.passes(expected, expected - 1)).isFalse();
    assertThat(Judgement.ALL_OF.passes(expected, expected)).isTrue();
  }
}
