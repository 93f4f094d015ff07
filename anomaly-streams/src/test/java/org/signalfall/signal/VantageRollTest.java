package org.signalfall.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VantageRollTest {

  private static final long MINUTE_MS = 60_000;

  private VantageRoll roll = new VantageRoll();

  @Test
  void shouldMissARegularAfterAnHourAndWelcomeItBack() {
    List<VantageLoss> losses = new ArrayList<>();
    for (int minute = 1; minute <= 300; minute++) {
      boolean silent = minute > 100 && minute <= 250;
      losses.addAll(note(minute, silent ? List.of(1L) : List.of(1L, 2L)));
    }

    assertThat(losses)
        .containsExactly(
            new VantageLoss(2, 100 * MINUTE_MS, VantageLoss.GOES_ON),
            new VantageLoss(2, 100 * MINUTE_MS, 251 * MINUTE_MS));
  }

  @Test
  void shouldWaitThreeOfTheLongestPausesOfARareVantage() {
    List<Integer> missedAt = new ArrayList<>();
    for (int hour = 1; hour <= 400; hour++) {
      boolean present = hour <= 240 && hour % 10 == 0;
      if (!note(60 * hour, present ? List.of(1L, 2L) : List.of(1L)).isEmpty()) {
        missedAt.add(hour);
      }
    }

    assertThat(missedAt).containsExactly(271);
  }

  @Test
  void shouldNotMissAVisitor() {
    List<VantageLoss> losses = new ArrayList<>();
    for (int minute = 1; minute <= 1_000; minute++) {
      losses.addAll(note(minute, minute < 20 ? List.of(1L, 2L) : List.of(1L)));
    }

    assertThat(losses).isEmpty();
  }

  @Test
  void shouldMissNobodyWhenAllAreSilent() {
    for (int minute = 1; minute <= 100; minute++) {
      note(minute, List.of(1L, 2L));
    }

    assertThat(note(1_000, List.of(1L, 2L))).isEmpty();
  }

  private List<VantageLoss> note(int minute, List<Long> present) {
    ByteBuffer bytes = ByteBuffer.allocate(VantageRoll.MAX_BYTES);
    roll.write(bytes);
    roll = VantageRoll.read(bytes.flip());
    return roll.note(present, minute * MINUTE_MS);
  }
}
