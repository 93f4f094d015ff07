package org.signalfall.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalfall.detect.LevelBin;

class HeldLevelTest {

  private static final long MINUTE = HeldLevel.CADENCE_MS;
  private static final long START = 100 * MINUTE;

  private final HeldLevel level = new HeldLevel();
  private final List<LevelBin> bins = new ArrayList<>();

  @Test
  void shouldHaveNoBinBeforeItWasTold() {
    level.advance(START, bins::add);
    level.passOver(START);
    level.change(START + MINUTE, 5);
    level.advance(START + MINUTE, bins::add);

    assertThat(bins).containsExactly(new LevelBin(START, START + MINUTE, 1, 5));
  }

  @Test
  void shouldStandUntilItChanges() {
    level.change(START, 5);
    level.advance(START + 2 * MINUTE, bins::add);
    level.change(START + 3 * MINUTE, -2);
    level.advance(START + 3 * MINUTE, bins::add);

    assertThat(bins).extracting(LevelBin::value).containsExactly(5.0, 5.0, 5.0, 3.0);
    assertThat(bins).extracting(LevelBin::end).endsWith(START + 3 * MINUTE);
  }

  @Test
  void shouldHandOutNothingOfWhatNobodySaw() {
    level.change(START, 5);
    level.advance(START, bins::add);
    level.passOver(START + 3 * MINUTE);
    level.advance(START + 4 * MINUTE, bins::add);

    assertThat(bins).extracting(LevelBin::end).containsExactly(START, START + 4 * MINUTE);
  }

  @Test
  void shouldSayForHowManyBinsItHasStood() {
    assertThat(level.binsUnchanged()).isZero();
    level.change(START, 5);
    level.advance(START + 7 * MINUTE, bins::add);

    assertThat(level.binsUnchanged()).isEqualTo(7);
  }

  @Test
  void shouldGoOnFromItsBytes() {
    level.change(START, 5);
    level.advance(START + MINUTE, bins::add);
    ByteBuffer bytes = ByteBuffer.allocate(level.encodedBytes());
    level.encodeTo(bytes);

    HeldLevel again = HeldLevel.decodeFrom(bytes.flip());
    again.advance(START + 2 * MINUTE, bins::add);

    assertThat(bins).last().isEqualTo(level.binEnding(START + 2 * MINUTE));
    assertThat(again.binsUnchanged()).isEqualTo(2);
    assertThatThrownBy(() -> HeldLevel.decodeFrom(ByteBuffer.allocate(25)))
        .hasMessage("stored held level has format 0, this version reads 1");
  }
}
