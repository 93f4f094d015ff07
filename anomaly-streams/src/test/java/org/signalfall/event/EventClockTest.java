package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.Stage;

class EventClockTest {

  private static final int PARTITIONS = 2;
  private static final long DELAY = EventRules.defaults().trafficDelay().toMillis();

  private final EventClock clock = new EventClock(EventRules.defaults(), PARTITIONS);

  @Test
  void shouldRequireEveryTaskOnEveryPathOfAFeed() {
    assertThat(clock.required(FeedKind.PROBE))
        .isEqualTo(
            Map.of(Stage.NETWORK_PROBE, PARTITIONS, Stage.SCOPE, PARTITIONS, Stage.CONTEXT, 1));
  }

  @Test
  void shouldNotStartBeforeAnyFeedIsOnTheRoster() {
    assertThat(clock.now(List.of())).isEqualTo(EventClock.NOT_STARTED);
  }

  @Test
  void shouldNotStartBeforeARosteredFeedIsHeard() {
    RosteredFeed silent = RosteredFeed.joining(FeedKind.PROBE);

    assertThat(clock.now(List.of(silent, live(FeedKind.TRAFFIC, 1_000))))
        .isEqualTo(EventClock.NOT_STARTED);
  }

  @Test
  void shouldStandAtTheSlowestFeedAndItsDelay() {
    assertThat(clock.now(List.of(live(FeedKind.PROBE, 2_000), live(FeedKind.TRAFFIC, 1_000))))
        .isEqualTo(1_000 + DELAY);
  }

  @Test
  void shouldNotWaitForAFeedThatHasStalled() {
    RosteredFeed stalled = live(FeedKind.PROBE, 500).said(true, 500);

    assertThat(clock.now(List.of(stalled, live(FeedKind.TRAFFIC, 1_000)))).isEqualTo(1_000 + DELAY);
  }

  @Test
  void shouldNotWaitForAFeedThatHasEnded() {
    assertThat(clock.now(List.of(ended(FeedKind.PROBE, 500), live(FeedKind.TRAFFIC, 1_000))))
        .isEqualTo(1_000 + DELAY);
  }

  @Test
  void shouldStandAtTheLastWordWhenAllHaveEnded() {
    assertThat(clock.now(List.of(ended(FeedKind.PROBE, 500), ended(FeedKind.TRAFFIC, 1_000))))
        .isEqualTo(1_000 + DELAY);
  }

  @Test
  void shouldHaveNoTimeWhenAllHaveStalled() {
    assertThat(clock.now(List.of(live(FeedKind.PROBE, 500).said(true, 500))))
        .isEqualTo(EventClock.NOT_STARTED);
  }

  private RosteredFeed live(FeedKind kind, long through) {
    return feed(kind, through, false);
  }

  private RosteredFeed ended(FeedKind kind, long through) {
    return feed(kind, through, true);
  }

  private RosteredFeed feed(FeedKind kind, long through, boolean ended) {
    UpstreamProgress progress = new UpstreamProgress();
    clock
        .required(kind)
        .forEach(
            (stage, tasks) -> {
              for (int task = 0; task < tasks; task++) {
                progress.note(stage, task, through, ended);
              }
            });
    return new RosteredFeed(kind, false, Long.MIN_VALUE, progress);
  }
}
