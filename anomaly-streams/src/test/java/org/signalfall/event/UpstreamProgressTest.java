package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.Stage;

class UpstreamProgressTest {

  private static final Map<Stage, Integer> TWO_TASKS = Map.of(Stage.SCOPE, 2);

  private final UpstreamProgress progress = new UpstreamProgress();

  @Test
  void shouldKnowNoTimeBeforeEveryTaskIsHeard() {
    progress.note(Stage.SCOPE, 0, 500, true, false);

    assertThat(progress.through(TWO_TASKS)).isEqualTo(UpstreamProgress.UNKNOWN);
    assertThat(progress.isEnded(TWO_TASKS)).isFalse();
  }

  @Test
  void shouldStandAtTheLeastOfTheTasksRequired() {
    progress.note(Stage.SCOPE, 0, 500, false, false);
    progress.note(Stage.SCOPE, 1, 300, false, false);
    progress.note(Stage.CONTEXT, 0, 100, false, false);

    assertThat(progress.through(TWO_TASKS)).isEqualTo(300);
  }

  @Test
  void shouldNeverGoBackAndBelieveTheLastWordOnTheEnd() {
    progress.note(Stage.SCOPE, 0, 500, true, false);
    progress.note(Stage.SCOPE, 0, 300, false, false);

    assertThat(progress.through(Map.of(Stage.SCOPE, 1))).isEqualTo(500);
    assertThat(progress.isEnded(Map.of(Stage.SCOPE, 1))).isFalse();
  }

  @Test
  void shouldStallWhenEveryTaskSaysSoAndResumeWhenOneDoes() {
    progress.note(Stage.SCOPE, 0, 500, false, true);
    assertThat(progress.isStalled(TWO_TASKS)).isFalse();
    progress.note(Stage.SCOPE, 1, 500, false, true);
    assertThat(progress.isStalled(TWO_TASKS)).isTrue();

    progress.note(Stage.SCOPE, 0, 500, false, false);

    assertThat(progress.isStalled(TWO_TASKS)).isFalse();
  }

  @Test
  void shouldEndWhenEveryTaskHasEnded() {
    progress.note(Stage.SCOPE, 0, 500, true, false);
    progress.note(Stage.SCOPE, 1, 500, true, false);

    assertThat(progress.isEnded(TWO_TASKS)).isTrue();
  }

  @Test
  void shouldDecodeWhatItEncoded() {
    progress.note(Stage.SCOPE, 1, 300, true, false);
    progress.note(Stage.NETWORK_PROBE, 0, 500, false, false);

    UpstreamProgress decoded = UpstreamProgress.decode(progress.encode());

    assertThat(decoded.encode()).isEqualTo(progress.encode());
    assertThat(decoded.through(Map.of(Stage.NETWORK_PROBE, 1))).isEqualTo(500);
  }

  @Test
  void shouldKeepItsFormat() {
    progress.note(Stage.SCOPE, 1, 300, true, false);

    assertThat(HexFormat.of().formatHex(progress.encode()))
        .isEqualTo("02" + "00000001" + "0553434f5045" + "00000001" + "000000000000012c" + "0100");
  }

  @Test
  void shouldKeepTheFormatOfARosteredFeed() {
    RosteredFeed feed =
        RosteredFeed.joining(FeedKind.BGP, 300).changed(false, 400).told(Sight.LEFT);

    assertThat(HexFormat.of().formatHex(feed.encode()))
        .isEqualTo(
            "02"
                + "03424750"
                + "0000000000000190000000000000012c0000000000000190"
                + "02"
                + "0200000000");
    assertThat(RosteredFeed.decode(feed.encode()).encode()).isEqualTo(feed.encode());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RosteredFeed.decode(new byte[] {9}))
        .withMessage("stored rostered feed has format 9, this version reads 2");
  }

  @Test
  void shouldIgnoreAChangeOfTheRosterThatCameAfterALaterOne() {
    RosteredFeed back =
        RosteredFeed.joining(FeedKind.BGP, 300).changed(false, 400).changed(true, 500);

    RosteredFeed still = back.changed(false, 400);

    assertThat(still.leavesAt()).isEqualTo(Long.MAX_VALUE);
    assertThat(still.joinsAt()).isEqualTo(500);
  }

  @Test
  void shouldRefuseAnUnknownFormat() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpstreamProgress.decode(new byte[] {9}))
        .withMessage("stored upstream progress has format 9, this version reads 2");
  }
}
