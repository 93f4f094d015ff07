package org.signalfall.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Origin;
import org.signalfall.schema.topic.Lanes;

class FeedProgressTest {

  private final FeedProgress progress = new FeedProgress();

  @Test
  void shouldKnowNoTimeBeforeAnyPromise() {
    assertThat(progress.watermark()).isEqualTo(FeedProgress.UNKNOWN);
    assertThat(progress.hasWork()).isFalse();
    assertThat(progress.isEnded()).isFalse();
    assertThat(progress.isLate(1)).isFalse();
  }

  @Test
  void shouldStandAtTheLeastThatAnyLaneHasPromised() {
    promise(0, 2, 500);
    promise(1, 2, 300);

    assertThat(progress.watermark()).isEqualTo(300);
  }

  @Test
  void shouldKnowNoTimeWhileALaneHasPromisedNothing() {
    promise(1, 2, 300);

    assertThat(progress.watermark()).isEqualTo(FeedProgress.UNKNOWN);
    assertThat(progress.hasWork()).isFalse();
  }

  @Test
  void shouldNeverGoBackWhenALaneRepeatsAnEarlierPromise() {
    promise(0, 1, 500);
    promise(0, 1, 400);

    assertThat(progress.watermark()).isEqualTo(500);
  }

  @Test
  void shouldEndWhenTheLastLaneHasEnded() {
    progress.promise(0, 2, 500, true, Origin.REPLAY);
    assertThat(progress.isEnded()).isFalse();

    progress.promise(1, 2, 500, true, Origin.REPLAY);

    assertThat(progress.isEnded()).isTrue();
    assertThat(progress.origin()).isEqualTo(Origin.REPLAY);
  }

  @Test
  void shouldHaveWorkUntilTheWatermarkIsClosedThrough() {
    promise(0, 1, 500);
    assertThat(progress.hasWork()).isTrue();

    progress.closed();

    assertThat(progress.hasWork()).isFalse();
  }

  @Test
  void shouldHaveWorkWhenOnlyTheEndIsLeftToAnnounce() {
    promise(0, 1, 500);
    progress.closed();

    progress.promise(0, 1, 500, true, Origin.LIVE);

    assertThat(progress.hasWork()).isTrue();
  }

  @Test
  void shouldDropWhatALaneHasPassed() {
    assertThat(progress.accept(0, 1)).isTrue();
    assertThat(progress.accept(0, 3)).isTrue();

    assertThat(progress.accept(0, 3)).isFalse();
    assertThat(progress.accept(0, 2)).isFalse();
    assertThat(progress.accept(1, 1)).as("another lane").isTrue();
    assertThat(progress.duplicates()).isEqualTo(2);
  }

  @Test
  void shouldNumberTheWatchdogsWordsAndWaitForNoneOfThem() {
    promise(0, 1, 500);

    assertThat(progress.accept(Lanes.WATCHDOG, 7)).isTrue();

    assertThat(progress.accept(Lanes.WATCHDOG, 7)).isFalse();
    assertThat(progress.accept(0, 1)).as("the feed's own lane").isTrue();
    assertThat(progress.watermark()).isEqualTo(500);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> promise(Lanes.WATCHDOG, Lanes.MAX, 500))
        .withMessage("lane 1024 is out of range; 0 to 1023 are possible");
  }

  @Test
  void shouldCountWhatComesBehindTheWatermark() {
    promise(0, 1, 500);

    assertThat(progress.isLate(500)).isFalse();
    assertThat(progress.isLate(499)).isTrue();
    assertThat(progress.late()).isEqualTo(1);
  }

  @Test
  void shouldRefuseALaneOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> progress.accept(-1, 1))
        .withMessage("lane -1 is out of range; 0 to 1023 are possible");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> promise(2, 2, 500))
        .withMessage("a marker of lane 2 names 2 lanes; 1 to 1024 are possible");
  }

  @Test
  void shouldDecodeWhatItEncoded() {
    FeedProgress busy = busy();

    FeedProgress decoded = FeedProgress.decode(busy.encode());

    assertThat(decoded.encode()).isEqualTo(busy.encode());
    assertThat(decoded.watermark()).isEqualTo(300);
    assertThat(decoded.late()).isEqualTo(1);
    assertThat(decoded.duplicates()).isEqualTo(1);
    assertThat(decoded.accept(1, 7)).isFalse();
    assertThat(decoded.accept(Lanes.WATCHDOG, 9)).isFalse();
  }

  @Test
  void shouldKeepItsFormat() {
    assertThat(HexFormat.of().formatHex(busy().encode()))
        .isEqualTo(
            "02"
                + "065245504c4159"
                + "0000000200000002"
                + "000000000000012c00"
                + "000000000000000100000000000000010000000000000009"
                + "00000000000001f4000000000000000001"
                + "000000000000012c000000000000000700");
  }

  @Test
  void shouldRefuseAnUnknownFormat() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeedProgress.decode(new byte[] {9}))
        .withMessage("stored feed progress has format 9, this version reads 2");
  }

  private static FeedProgress busy() {
    FeedProgress busy = new FeedProgress();
    busy.promise(0, 2, 500, true, Origin.LIVE);
    busy.promise(1, 2, 300, false, Origin.REPLAY);
    busy.accept(1, 7);
    busy.accept(1, 7);
    busy.accept(Lanes.WATCHDOG, 9);
    busy.isLate(299);
    busy.closed();
    return busy;
  }

  private void promise(int lane, int lanes, long time) {
    progress.promise(lane, lanes, time, false, Origin.LIVE);
  }
}
