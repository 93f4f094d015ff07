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
    assertThat(now()).isEqualTo(EventClock.NOT_STARTED);
  }

  @Test
  void shouldNotStartBeforeARosteredFeedIsHeard() {
    assertThat(now(RosteredFeed.joining(FeedKind.PROBE, 0), live(FeedKind.TRAFFIC, 1_000)))
        .isEqualTo(EventClock.NOT_STARTED);
  }

  @Test
  void shouldStandWhereAFeedJoinsUntilItIsHeard() {
    assertThat(now(RosteredFeed.joining(FeedKind.PROBE, 700), live(FeedKind.TRAFFIC, 1_000)))
        .isEqualTo(700 + DELAY);
  }

  @Test
  void shouldStandAtTheSlowestFeedAndItsDelay() {
    assertThat(now(live(FeedKind.PROBE, 2_000), live(FeedKind.TRAFFIC, 1_000)))
        .isEqualTo(1_000 + DELAY);
  }

  @Test
  void shouldNotWaitForAFeedThatHasStalled() {
    assertThat(now(stalled(FeedKind.PROBE, 500), live(FeedKind.TRAFFIC, 1_000)))
        .isEqualTo(1_000 + DELAY);
    assertThat(clock.sight(stalled(FeedKind.PROBE, 500))).isEqualTo(Sight.STALLED);
  }

  @Test
  void shouldWaitForAFeedThatHasStalledUntilEveryPathHasSaidSo() {
    RosteredFeed onOnePath = live(FeedKind.PROBE, 500);
    onOnePath.progress().note(Stage.NETWORK_PROBE, 0, 500, false, true);

    assertThat(now(onOnePath, live(FeedKind.TRAFFIC, 1_000))).isEqualTo(500 + DELAY);
  }

  @Test
  void shouldNotGoBackForAFeedThatHasResumedOrJoinsLate() {
    assertThat(clock.now(List.of(live(FeedKind.PROBE, 500)), 1_000 + DELAY))
        .isEqualTo(1_000 + DELAY);
    assertThat(clock.now(List.of(RosteredFeed.joining(FeedKind.PROBE, 0)), 1_000 + DELAY))
        .isEqualTo(1_000 + DELAY);
  }

  @Test
  void shouldNotWaitForAFeedThatHasEnded() {
    assertThat(now(ended(FeedKind.PROBE, 500), live(FeedKind.TRAFFIC, 1_000)))
        .isEqualTo(1_000 + DELAY);
  }

  @Test
  void shouldWaitForAFeedThatLeavesUntilItHasLeft() {
    RosteredFeed owing = live(FeedKind.PROBE, 500).changed(false, 600);
    RosteredFeed gone = live(FeedKind.PROBE, 600).changed(false, 600);

    assertThat(now(owing, live(FeedKind.TRAFFIC, 1_000))).isEqualTo(500 + DELAY);
    assertThat(now(gone, live(FeedKind.TRAFFIC, 1_000))).isEqualTo(1_000 + DELAY);
    assertThat(clock.sight(owing)).isEqualTo(Sight.CLEAR);
    assertThat(clock.sight(gone)).isEqualTo(Sight.LEFT);
  }

  @Test
  void shouldWaitAgainForAFeedThatComesBack() {
    RosteredFeed back = live(FeedKind.PROBE, 600).changed(false, 600).changed(true, 800);

    assertThat(now(back, live(FeedKind.TRAFFIC, 1_000))).isEqualTo(800 + DELAY);
  }

  @Test
  void shouldStandAtTheLastWordWhenAllHaveEnded() {
    assertThat(now(ended(FeedKind.PROBE, 500), ended(FeedKind.TRAFFIC, 1_000)))
        .isEqualTo(1_000 + DELAY);
  }

  @Test
  void shouldStandAtTheLastWordWhenAllHaveStalled() {
    assertThat(now(stalled(FeedKind.PROBE, 500), stalled(FeedKind.TRAFFIC, 1_000)))
        .isEqualTo(1_000 + DELAY);
  }

  private long now(RosteredFeed... roster) {
    return clock.now(List.of(roster), EventClock.NOT_STARTED);
  }

  private RosteredFeed live(FeedKind kind, long through) {
    return feed(kind, through, false, false);
  }

  private RosteredFeed ended(FeedKind kind, long through) {
    return feed(kind, through, true, false);
  }

  private RosteredFeed stalled(FeedKind kind, long through) {
    return feed(kind, through, false, true);
  }

  private RosteredFeed feed(FeedKind kind, long through, boolean ended, boolean stalled) {
    RosteredFeed feed = RosteredFeed.joining(kind, 0);
    clock
        .required(kind)
        .forEach(
            (stage, tasks) -> {
              for (int task = 0; task < tasks; task++) {
                feed.progress().note(stage, task, through, ended, stalled);
              }
            });
    return feed;
  }
}
