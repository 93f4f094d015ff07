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
  void shouldGoOnWhenItIsRunAgainAfterItsEnd() {
    progress.promise(0, 1, 500, true, Origin.LIVE);
    progress.closed();

    promise(0, 1, 400);

    assertThat(progress.isEnded()).isFalse();
    assertThat(progress.watermark()).as("what was closed stays closed").isEqualTo(500);
    assertThat(progress.hasWork()).as("downstream has to hear that it goes on").isTrue();
  }

  @Test
  void shouldWaitForALaneThatJoinsAndNotGoBackForIt() {
    promise(0, 1, 500);

    promise(0, 2, 600);
    assertThat(progress.watermark()).isEqualTo(500);
    promise(1, 2, 550);

    assertThat(progress.watermark()).isEqualTo(550);
    assertThat(progress.isLate(540)).isTrue();
  }

  @Test
  void shouldWaitForADroppedLaneUntilItLeavesAndNoLonger() {
    promise(0, 2, 500);
    promise(1, 2, 300);

    progress.rosterLanes(1, 400);
    assertThat(progress.watermark()).as("it owes what it saw until then").isEqualTo(300);
    promise(1, 2, 400);

    assertThat(progress.watermark()).isEqualTo(500);
    promise(0, 1, 900);
    assertThat(progress.watermark()).isEqualTo(900);
  }

  @Test
  void shouldWaitForNoDroppedLaneThatNeverSpoke() {
    promise(0, 2, 500);

    progress.rosterLanes(1, 400);

    assertThat(progress.watermark()).isEqualTo(500);
  }

  @Test
  void shouldTakeALaneBackThatPromisesBeyondItsLeaving() {
    promise(0, 1, 500);
    progress.rosterLanes(1, 400);

    promise(1, 2, 450);
    promise(0, 2, 600);

    assertThat(progress.watermark()).isEqualTo(500);
  }

  @Test
  void shouldIgnoreARosterThatCameAfterALaterOne() {
    promise(0, 2, 500);
    promise(1, 2, 300);

    progress.rosterLanes(2, 200);
    progress.rosterLanes(1, 100);

    assertThat(progress.watermark()).isEqualTo(300);
  }

  @Test
  void shouldEndWithoutALaneThatWasDropped() {
    promise(1, 2, 300);
    progress.promise(0, 2, 500, true, Origin.LIVE);

    progress.rosterLanes(1, 300);

    assertThat(progress.isEnded()).isTrue();
  }

  @Test
  void shouldHaveAStallAndItsEndToAnnounce() {
    promise(0, 1, 500);
    progress.closed();

    assertThat(progress.say(true, 450)).isTrue();
    assertThat(progress.isStalled()).isTrue();
    assertThat(progress.hasWork()).isTrue();
    progress.closed();
    assertThat(progress.hasWork()).isFalse();
    assertThat(progress.say(true, 450)).as("said again").isFalse();
    assertThat(progress.say(false, 470)).isTrue();

    assertThat(progress.hasWork()).isTrue();
    assertThat(progress.blindness()).isEqualTo(new Blindness(450, 470));
  }

  @Test
  void shouldCountWhatComesBehindTheWatermark() {
    promise(0, 1, 500);

    assertThat(progress.isLate(500)).isFalse();
    assertThat(progress.isLate(499)).isTrue();
    assertThat(progress.isLate(420)).isTrue();
    assertThat(progress.late().unreported()).isEqualTo(2);
    assertThat(progress.late().earliest()).isEqualTo(420);
    assertThat(progress.late().latest()).isEqualTo(499);
  }

  @Test
  void shouldReportLateRecordsOnceAnHourOfEventTime() {
    promise(0, 1, 500);
    progress.isLate(1);

    assertThat(progress.late().isDue(progress.watermark())).isTrue();
    progress.lateReported();
    progress.isLate(2);
    assertThat(progress.late().isDue(progress.watermark())).isFalse();

    assertThat(progress.late().isDue(3_600_000)).isTrue();
    assertThat(progress.late().unreported()).isEqualTo(1);
  }

  @Test
  void shouldRefuseALaneOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> progress.accept(-1, 1))
        .withMessage("lane -1 is out of range; 0 to 1023 are possible");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> promise(2, 2, 500))
        .withMessage("a marker of lane 2 names 2 lanes; 1 to 1024 are possible");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> progress.rosterLanes(0, 500))
        .withMessage("a roster change names 0 lanes; 1 to 1024 are possible");
  }

  @Test
  void shouldDecodeWhatItEncoded() {
    FeedProgress busy = busy();

    FeedProgress decoded = FeedProgress.decode(busy.encode());

    assertThat(decoded.encode()).isEqualTo(busy.encode());
    assertThat(decoded.watermark()).isEqualTo(300);
    assertThat(decoded.late()).isEqualTo(busy.late());
    assertThat(decoded.blindness()).isEqualTo(busy.blindness());
    assertThat(decoded.duplicates()).isEqualTo(1);
    assertThat(decoded.accept(1, 7)).isFalse();
    assertThat(decoded.accept(Lanes.WATCHDOG, 9)).isFalse();
  }

  @Test
  void shouldKeepItsFormat() {
    assertThat(HexFormat.of().formatHex(busy().encode()))
        .isEqualTo(
            "03"
                + "065245504c4159"
                + "00000002800000000000000000000002"
                + "000000000000012c000000000000012c0001"
                + "00000000000000010000000000000009"
                + "00000000000000fa7fffffffffffffff"
                + "00000000000000010000000000000000000000000000012b000000000000012b8000000000000000"
                + "00000000000001f4000000000000000001"
                + "000000000000012c000000000000000700");
  }

  @Test
  void shouldRefuseAnUnknownFormat() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeedProgress.decode(new byte[] {9}))
        .withMessage("stored feed progress has format 9, this version reads 3");
  }

  private static FeedProgress busy() {
    FeedProgress busy = new FeedProgress();
    busy.promise(0, 2, 500, true, Origin.LIVE);
    busy.promise(1, 2, 300, false, Origin.REPLAY);
    busy.accept(1, 7);
    busy.accept(1, 7);
    busy.accept(Lanes.WATCHDOG, 9);
    busy.isLate(299);
    busy.say(true, 250);
    busy.closed();
    return busy;
  }

  private void promise(int lane, int lanes, long time) {
    progress.promise(lane, lanes, time, false, Origin.LIVE);
  }
}
