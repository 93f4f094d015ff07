package org.signalfall.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StandstillTest {

  private final Standstill standstill = new Standstill(Duration.ofSeconds(60));

  @Test
  void shouldBeReachedWhenNothingHasMovedForLongerThanThePatience() {
    standstill.reached(100, 7, Duration.ofSeconds(10));

    assertThat(standstill.reached(100, 7, Duration.ofSeconds(70))).isFalse();
    assertThat(standstill.reached(100, 7, Duration.ofSeconds(71))).isTrue();
  }

  @Test
  void shouldBeginAnewWhenARecordIsSent() {
    standstill.reached(100, 7, Duration.ofSeconds(10));
    standstill.reached(101, 7, Duration.ofSeconds(70));

    assertThat(standstill.reached(101, 7, Duration.ofSeconds(130))).isFalse();
  }

  @Test
  void shouldBeginAnewWhenTheTopologySpeaks() {
    standstill.reached(100, 7, Duration.ofSeconds(10));
    standstill.reached(100, 8, Duration.ofSeconds(70));

    assertThat(standstill.reached(100, 8, Duration.ofSeconds(130))).isFalse();
  }
}
