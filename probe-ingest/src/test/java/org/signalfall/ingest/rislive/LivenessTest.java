package org.signalfall.ingest.rislive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LivenessTest {

  private static final long SECOND = 1_000_000_000;
  private static final long START = Long.MAX_VALUE - 5 * SECOND;

  private final Liveness liveness =
      new Liveness(Duration.ofSeconds(20), Duration.ofSeconds(60), after(0));

  @Test
  void shouldAskOncePerPingEvenWhenTheClockWrapsAround() {
    assertThat(liveness.askNow(after(19))).isFalse();
    assertThat(liveness.askNow(after(20))).isTrue();
    assertThat(liveness.askNow(after(39))).isFalse();
    assertThat(liveness.askNow(after(40))).isTrue();
  }

  @Test
  void shouldGiveUpOnlyWhenNothingWasHeardForTooLong() {
    liveness.heard(after(30));

    assertThat(liveness.isGone(after(89))).isFalse();
    assertThat(liveness.isGone(after(90))).isTrue();
  }

  @Test
  void shouldWaitForWhatIsDueFirst() {
    assertThat(liveness.quietNanos(after(0))).isEqualTo(20 * SECOND);
    assertThat(liveness.askNow(after(50))).isTrue();
    assertThat(liveness.quietNanos(after(50))).isEqualTo(10 * SECOND);
    assertThat(liveness.quietNanos(after(61))).isEqualTo(1);
  }

  private static long after(long seconds) {
    return START + seconds * SECOND;
  }
}
