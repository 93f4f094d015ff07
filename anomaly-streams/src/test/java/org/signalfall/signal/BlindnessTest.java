package org.signalfall.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BlindnessTest {

  private static final long ALL_CLOSED = 1_000;

  @Test
  void shouldCoverNothingBeforeTheFirstStall() {
    assertThat(Blindness.NONE.lasts()).isFalse();
    assertThat(Blindness.NONE.covers(0, 100)).isFalse();
  }

  @Test
  void shouldCoverEverythingSinceAStallUntilItsEnd() {
    Blindness stalled = Blindness.NONE.began(100, 100);

    assertThat(stalled.lasts()).isTrue();
    assertThat(stalled.covers(40, 100)).isFalse();
    assertThat(stalled.covers(40, 101)).isTrue();
    assertThat(stalled.covers(9_000, 9_060)).isTrue();
    assertThat(stalled.ended(200).covers(199, 260)).isTrue();
    assertThat(stalled.ended(200).covers(200, 260)).isFalse();
  }

  @Test
  void shouldIgnoreWordsThatComeAfterLaterOnes() {
    Blindness over = Blindness.NONE.began(100, 100).ended(200);

    assertThat(over.began(150, ALL_CLOSED)).isEqualTo(over);
    assertThat(over.ended(300)).isEqualTo(over);
    assertThat(over.began(250, ALL_CLOSED).ended(240).lasts()).isTrue();
  }

  @Test
  void shouldRememberAnEarlierStallWhileItsBinsAreStillToBeClosed() {
    Blindness over = Blindness.NONE.began(100, 100).ended(200);

    assertThat(over.began(250, 150).since()).isEqualTo(100);
    assertThat(over.began(250, 200).since()).isEqualTo(250);
  }

  @Test
  void shouldReadWhatItWrote() {
    Blindness over = Blindness.NONE.began(100, 100).ended(200);
    ByteBuffer out = ByteBuffer.allocate(Blindness.BYTES);
    over.write(out);

    assertThat(Blindness.read(out.flip())).isEqualTo(over);
  }
}
