package org.signalfall.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VantageNamesTest {

  private static final long ARBITRARY_VANTAGE = 42;

  @Test
  void shouldNameAVantageTheSameEveryTimeAndOthersOtherwise() {
    VantageNames names = new VantageNames("secret");

    assertThat(names.of(ARBITRARY_VANTAGE))
        .matches("[0-9a-f]{16}")
        .isEqualTo(new VantageNames("secret").of(ARBITRARY_VANTAGE))
        .isNotEqualTo(names.of(ARBITRARY_VANTAGE + 1));
  }

  @Test
  void shouldNameAVantageOtherwiseUnderAnotherKey() {
    assertThat(new VantageNames("other").of(ARBITRARY_VANTAGE))
        .isNotEqualTo(new VantageNames("secret").of(ARBITRARY_VANTAGE))
        .isNotEqualTo(new VantageNames("").of(ARBITRARY_VANTAGE));
  }
}
