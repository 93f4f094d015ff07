package org.signalfall.signal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotsTest {

  @Test
  void shouldEndASlotAtTheNextFullMinute() {
    assertThat(Slots.endOf(0)).isEqualTo(60_000);
    assertThat(Slots.endOf(59_999)).isEqualTo(60_000);
    assertThat(Slots.endOf(60_000)).isEqualTo(120_000);
  }
}
