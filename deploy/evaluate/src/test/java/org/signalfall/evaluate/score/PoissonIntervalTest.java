package org.signalfall.evaluate.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoissonIntervalTest {

  /** Half the chi-squared quantiles that Garwood's formula gives, from published tables. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 3.6889",
    "1, 0.0253, 5.5716",
    "4, 1.0899, 10.2416",
    "10, 4.7954, 18.3904",
    "100, 81.3640, 121.6268"
  })
  void shouldGiveTheExactIntervalOfACount(long count, double low, double high) {
    PoissonInterval interval = PoissonInterval.of(count);

    assertThat(interval.low()).isCloseTo(low, within(1e-3));
    assertThat(interval.high()).isCloseTo(high, within(1e-3));
  }

  @Property(tries = 100)
  void shouldHoldTheCountAndRiseWithIt(@ForAll @IntRange(max = 5_000) int count) {
    PoissonInterval interval = PoissonInterval.of(count);
    PoissonInterval next = PoissonInterval.of(count + 1L);

    assertThat((double) count).isBetween(interval.low(), interval.high());
    assertThat(next.low()).isGreaterThan(interval.low());
    assertThat(next.high()).isGreaterThan(interval.high());
  }

  @Test
  void shouldScaleToARate() {
    assertThat(PoissonInterval.of(0).per(10))
        .isEqualTo(new PoissonInterval(0, PoissonInterval.of(0).high() / 10));
  }

  @Test
  void shouldRefuseACountBelowZero() {
    assertThatIllegalArgumentException().isThrownBy(() -> PoissonInterval.of(-1));
  }
}
