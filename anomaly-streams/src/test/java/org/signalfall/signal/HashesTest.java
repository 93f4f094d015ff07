package org.signalfall.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HashesTest {

  @Test
  void shouldNeverChangeSinceOpenSlotsHoldHashes() {
    assertThat(Hashes.of("")).isEqualTo(0xefd01f60ba992926L);
    assertThat(Hashes.of("vantage-1")).isEqualTo(0xede408a05ba0953eL);
  }

  @Test
  void shouldTellApartWhatASlotHolds() {
    long distinct =
        IntStream.range(0, 100_000).mapToLong(i -> Hashes.of("m" + i)).distinct().count();

    assertThat(distinct).isEqualTo(100_000);
  }
}
