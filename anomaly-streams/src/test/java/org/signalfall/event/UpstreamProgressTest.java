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
    progress.note(Stage.SCOPE, 0, 500, true);

    assertThat(progress.through(TWO_TASKS)).isEqualTo(UpstreamProgress.UNKNOWN);
    assertThat(progress.isEnded(TWO_TASKS)).isFalse();
  }

  @Test
  void shouldStandAtTheLeastOfTheTasksRequired() {
    progress.note(Stage.SCOPE, 0, 500, false);
    progress.note(Stage.SCOPE, 1, 300, false);
    progress.note(Stage.CONTEXT, 0, 100, false);

    assertThat(progress.through(TWO_TASKS)).isEqualTo(300);
  }

  @Test
  void shouldNeverGoBackAndStayEnded() {
    progress.note(Stage.SCOPE, 0, 500, true);
    progress.note(Stage.SCOPE, 0, 300, false);

    assertThat(progress.through(Map.of(Stage.SCOPE, 1))).isEqualTo(500);
    assertThat(progress.isEnded(Map.of(Stage.SCOPE, 1))).isTrue();
  }

  @Test
  void shouldEndWhenEveryTaskHasEnded() {
    progress.note(Stage.SCOPE, 0, 500, true);
    progress.note(Stage.SCOPE, 1, 500, true);

    assertThat(progress.isEnded(TWO_TASKS)).isTrue();
  }

  @Test
  void shouldDecodeWhatItEncoded() {
    progress.note(Stage.SCOPE, 1, 300, true);
    progress.note(Stage.NETWORK_PROBE, 0, 500, false);

    UpstreamProgress decoded = UpstreamProgress.decode(progress.encode());

    assertThat(decoded.encode()).isEqualTo(progress.encode());
    assertThat(decoded.through(Map.of(Stage.NETWORK_PROBE, 1))).isEqualTo(500);
  }

  @Test
  void shouldKeepItsFormat() {
    progress.note(Stage.SCOPE, 1, 300, true);

    assertThat(HexFormat.of().formatHex(progress.encode()))
        .isEqualTo("01" + "00000001" + "0553434f5045" + "00000001" + "000000000000012c" + "01");
  }

  @Test
  void shouldKeepTheFormatOfARosteredFeed() {
    RosteredFeed feed = new RosteredFeed(FeedKind.BGP, true, 300, progress);

    assertThat(HexFormat.of().formatHex(feed.encode()))
        .isEqualTo("03424750" + "01" + "000000000000012c" + "0100000000");
    assertThat(RosteredFeed.decode(feed.encode()).kind()).isEqualTo(FeedKind.BGP);
    assertThat(RosteredFeed.decode(feed.encode()).stalled()).isTrue();
    assertThat(RosteredFeed.decode(feed.encode()).saidThrough()).isEqualTo(300);
  }

  @Test
  void shouldRefuseAnUnknownFormat() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpstreamProgress.decode(new byte[] {9}))
        .withMessage("stored upstream progress has format 9, this version reads 1");
  }
}
