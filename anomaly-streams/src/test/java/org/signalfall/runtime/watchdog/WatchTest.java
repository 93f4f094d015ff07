package org.signalfall.runtime.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.FeedStall;
import org.signalfall.avro.Origin;
import org.signalfall.avro.ProgressMarker;
import org.signalfall.avro.RosterChange;
import org.signalfall.schema.topic.Lanes;

class WatchTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration STALL_AFTER = Duration.ofMinutes(10);
  private static final Duration LATE = Duration.ofSeconds(30);
  private static final Feed PROBES = new Feed(FeedKind.PROBE, "probes");
  private static final Feed LEVELS = new Feed(FeedKind.TRAFFIC, "levels");

  private Instant now = NOON;
  private Watch watch = new Watch(clock(), STALL_AFTER);
  private long sequence;

  @Test
  void shouldSayOnceThatAFeedHasStalledAndOnceThatItHasResumed() {
    marker(PROBES);
    assertThat(watchFor(STALL_AFTER.minusSeconds(1))).isEmpty();

    List<Verdict> stalled = watchFor(Duration.ofHours(1));
    marker(PROBES);
    List<Verdict> resumed = watchWithMarkersFor(Duration.ofHours(1), PROBES);

    assertThat(stalled)
        .singleElement()
        .satisfies(
            verdict -> {
              assertThat(verdict.feed()).isEqualTo(PROBES);
              assertThat(verdict.stalled()).isTrue();
              assertThat(verdict.through()).isEqualTo(NOON.minus(LATE));
              assertThat(verdict.origin()).isEqualTo(Origin.LIVE);
            });
    assertThat(resumed)
        .singleElement()
        .satisfies(
            verdict -> {
              assertThat(verdict.stalled()).isFalse();
              assertThat(verdict.sequence()).isGreaterThan(stalled.get(0).sequence());
            });
  }

  @Test
  void shouldSayNothingOfAFeedThatGoesOn() {
    marker(LEVELS);

    assertThat(watchWithMarkersFor(Duration.ofHours(2), PROBES))
        .extracting(Verdict::feed)
        .containsExactly(LEVELS);
  }

  @Test
  void shouldTakeNoPromiseOfAClockThatIsAheadForOne() {
    marker(PROBES);

    List<Verdict> verdicts = new ArrayList<>();
    for (int minute = 0; minute < 60; minute++) {
      verdicts.addAll(watchFor(Duration.ofMinutes(1)));
      watch.hear(markerOf(PROBES, 0, 1, now, now.plus(Duration.ofHours(2))));
    }

    assertThat(verdicts)
        .extracting(Verdict::stalled, Verdict::through)
        .containsExactly(tuple(true, NOON.minus(LATE)));
  }

  @Test
  void shouldMakeNothingOfAnHourInWhichItDidNotRun() {
    marker(PROBES);
    watchFor(Duration.ofMinutes(9));
    now = now.plus(Duration.ofHours(1));

    assertThat(watch.look(true)).isEmpty();
    assertThat(watchFor(Duration.ofSeconds(50))).isEmpty();
    assertThat(watchFor(Duration.ofSeconds(20))).hasSize(1);
  }

  @Test
  void shouldDeclareNoStallWhenItIsStartedAnewOverALogThatAnHourIsMissingFrom() {
    List<Heard> log = new ArrayList<>();
    for (int minute = 0; minute < 30; minute++) {
      log.add(markerOf(PROBES, 0, 1, now));
      now = now.plusSeconds(60);
    }
    now = now.plus(Duration.ofHours(1));

    watch = startedOver(log);
    assertThat(watchFor(Duration.ofMinutes(5))).as("before the feed goes on").isEmpty();
    for (int minute = 0; minute < 30; minute++) {
      log.add(markerOf(PROBES, 0, 1, now));
      watch.hear(log.get(log.size() - 1));
      assertThat(watchFor(Duration.ofMinutes(1))).isEmpty();
    }

    watch = startedOver(log);
    assertThat(watchWithMarkersFor(Duration.ofHours(1), PROBES))
        .as("a watchdog that learns of the gap from the log alone")
        .isEmpty();
  }

  private Watch startedOver(List<Heard> log) {
    Watch started = new Watch(clock(), STALL_AFTER);
    log.forEach(started::hear);
    return started;
  }

  @Test
  void shouldMakeNothingOfAnHourInWhichTheBrokersDidNotAnswer() {
    marker(PROBES);
    watchFor(Duration.ofMinutes(9));
    for (int i = 0; i < 3_600; i++) {
      now = now.plusSeconds(1);
      assertThat(watch.look(false)).isEmpty();
    }

    assertThat(watchFor(Duration.ofSeconds(50))).isEmpty();
    marker(PROBES);
    assertThat(watchFor(STALL_AFTER.minusSeconds(1))).isEmpty();
  }

  @Test
  void shouldMakeNothingOfAClockThatIsSetBack() {
    marker(PROBES);
    watchFor(Duration.ofMinutes(5));
    now = now.minus(Duration.ofDays(1));

    assertThat(watchFor(Duration.ofMinutes(4))).isEmpty();
    assertThat(watchFor(Duration.ofMinutes(2))).hasSize(1);
  }

  @Test
  void shouldSayThatAFeedHasStalledWhenOneOfItsLanesHas() {
    marker(PROBES, 0, 2);
    marker(PROBES, 1, 2);
    Instant through = now.minus(LATE);
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      verdicts.addAll(watchFor(Duration.ofSeconds(1)));
      marker(PROBES, 0, 2);
    }

    assertThat(verdicts).singleElement().matches(Verdict::stalled);
    assertThat(verdicts.get(0).through()).isEqualTo(through);
    marker(PROBES, 1, 2);
    assertThat(watch.look(true)).singleElement().matches(verdict -> !verdict.stalled());
  }

  @Test
  void shouldWaitForALaneThatNeverSpoke() {
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      marker(PROBES, 0, 2);
      verdicts.addAll(watchFor(Duration.ofSeconds(1)));
    }

    assertThat(verdicts).singleElement().matches(Verdict::stalled);
  }

  @Test
  void shouldSayThatAFeedHasStalledThatIsOnTheRosterAndNeverSpoke() {
    RosterChange joins =
        RosterChange.newBuilder()
            .setFeed(LEVELS.name())
            .setKind(LEVELS.kind())
            .setEffective(NOON)
            .build();
    watch.hear(heard(PROBES, 0, null, null, joins, null));

    assertThat(watchFor(STALL_AFTER.plusSeconds(2)))
        .singleElement()
        .satisfies(
            verdict -> {
              assertThat(verdict.feed()).isEqualTo(LEVELS);
              assertThat(verdict.through()).isEqualTo(NOON);
            });
  }

  @Test
  void shouldWatchAFeedThatLeavesUntilItHasLeft() {
    marker(LEVELS);
    marker(PROBES);
    leave(LEVELS, now.minus(LATE));
    leave(PROBES, now);

    List<Verdict> verdicts = watchFor(Duration.ofHours(1));

    assertThat(verdicts).singleElement().matches(verdict -> verdict.feed().equals(PROBES));
    assertThat(watch.figures()).extracting(FeedFigures::name).containsExactly(PROBES.name());
  }

  private void leave(Feed feed, Instant effective) {
    RosterChange leaves =
        RosterChange.newBuilder()
            .setFeed(feed.name())
            .setKind(feed.kind())
            .setJoins(false)
            .setEffective(effective)
            .build();
    watch.hear(heard(feed, 0, null, null, leaves, null));
  }

  @Test
  void shouldSayNothingOfAFeedThatHasEndedOrOfDataAlone() {
    watch.hear(heard(PROBES, 0, null, new ProgressMarker(1, NOON, true), null, null));
    watch.hear(heard(LEVELS, 0, NOON, null, null, null));

    assertThat(watchFor(Duration.ofHours(1))).isEmpty();
  }

  @Test
  void shouldNotRepeatAfterARestartWhatItLearnsWasSaid() {
    marker(PROBES);
    List<Verdict> before = watchFor(Duration.ofMinutes(11));
    Heard.Word said = word(before.get(0).stalled(), before.get(0).through());

    watch = new Watch(clock(), STALL_AFTER);
    marker(PROBES, NOON);
    watch.hear(heard(PROBES, Lanes.WATCHDOG, null, null, null, said));

    assertThat(watchFor(Duration.ofHours(1))).isEmpty();
    marker(PROBES);
    assertThat(watchFor(Duration.ofSeconds(2)))
        .singleElement()
        .matches(verdict -> !verdict.stalled());
  }

  @Test
  void shouldTellTheOrderOfWordsAndMarkersFromTheRecordsWhenPartitionsAreReadInAnyOrder() {
    Heard markerOfOne = markerOf(PROBES, 0, 1, now);
    Heard markerOfOther = markerOf(PROBES, 0, 1, now.plusMillis(5));
    Heard stallOfOne = heard(PROBES, 0, null, null, null, word(true, NOON));
    watch.hear(markerOfOne);
    watch.hear(stallOfOne);
    watch.hear(markerOfOther);

    assertThat(watchFor(Duration.ofHours(1)))
        .as("the lane's marker was written before its word that it sees nothing")
        .isEmpty();
  }

  @Test
  void shouldTakeAFeedAtItsWordThatItHasLostSightAndSeesAgain() {
    marker(PROBES);
    watch.hear(heard(PROBES, 0, null, null, null, word(true, NOON)));
    assertThat(watchFor(Duration.ofHours(1))).isEmpty();

    watch.hear(heard(PROBES, 0, null, null, null, word(false, NOON)));

    marker(PROBES);
    assertThat(watchFor(Duration.ofMinutes(9))).isEmpty();
  }

  @Test
  void shouldSayThatAFeedHasResumedThatDiedWithoutSightAndSpeaksAgain() {
    marker(PROBES);
    watch.hear(heard(PROBES, 0, null, null, null, word(true, NOON)));
    watchFor(Duration.ofMinutes(1));

    marker(PROBES);

    assertThat(watchFor(Duration.ofSeconds(2)))
        .singleElement()
        .matches(verdict -> !verdict.stalled());
  }

  @Test
  void shouldSayAgainNowAndThenThatAFeedIsStalled() {
    marker(PROBES);

    List<Verdict> verdicts = watchFor(Watch.REPEAT_AFTER.multipliedBy(2).plusHours(1));

    assertThat(verdicts).hasSize(3).allMatch(Verdict::stalled);
    assertThat(verdicts).extracting(Verdict::through).containsOnly(NOON.minus(LATE));
  }

  @Test
  void shouldNumberItsWordsOnFromThoseThatItLearnt() {
    long far = now.plus(Duration.ofDays(1)).toEpochMilli() * 1_000;
    watch.hear(
        new Heard(
            LEVELS,
            Lanes.WATCHDOG,
            far,
            Origin.LIVE,
            now,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(word(false, NOON))));
    marker(PROBES);

    assertThat(watchFor(Duration.ofMinutes(11)))
        .singleElement()
        .matches(verdict -> verdict.sequence() > far);
  }

  @Test
  void shouldTellHowLateAFeedIs() {
    marker(PROBES);
    watch.hear(heard(PROBES, 0, now.minusSeconds(3), null, null, null));
    watch.hear(heard(PROBES, 0, now.plusSeconds(1), null, null, null));

    FeedFigures figures = watch.figures().get(0);

    assertThat(figures.markers().orElseThrow().median()).isEqualTo(LATE);
    assertThat(figures.data().orElseThrow().count()).isEqualTo(2);
    assertThat(figures.data().orElseThrow().least()).isEqualTo(Duration.ofSeconds(-1));
    assertThat(figures.data().orElseThrow().greatest()).isEqualTo(Duration.ofSeconds(3));
    assertThat(figures.line())
        .isEqualTo(
            "probe probes: live, through 2026-11-24T11:59:30Z, last marker at"
                + " 2026-11-24T12:00:00Z, silent for 0.0 s;"
                + " markers 30.0 s / 30.0 s / 30.0 s late (least / median / greatest of 1);"
                + " data -1.0 s / 0.0 s / 3.0 s late (least / median / greatest of 2)");
  }

  private List<Verdict> watchFor(Duration duration) {
    List<Verdict> verdicts = new ArrayList<>();
    for (long second = 0; second < duration.toSeconds(); second++) {
      now = now.plusSeconds(1);
      verdicts.addAll(watch.look(true));
    }
    return verdicts;
  }

  private List<Verdict> watchWithMarkersFor(Duration duration, Feed feed) {
    List<Verdict> verdicts = new ArrayList<>();
    for (long second = 0; second < duration.toSeconds(); second += 5) {
      verdicts.addAll(watchFor(Duration.ofSeconds(5)));
      marker(feed);
    }
    return verdicts;
  }

  private void marker(Feed feed) {
    marker(feed, 0, 1);
  }

  private void marker(Feed feed, Instant appended) {
    watch.hear(markerOf(feed, 0, 1, appended));
  }

  private void marker(Feed feed, int lane, int lanes) {
    watch.hear(markerOf(feed, lane, lanes, now));
  }

  private Heard markerOf(Feed feed, int lane, int lanes, Instant appended) {
    return markerOf(feed, lane, lanes, appended, appended.minus(LATE));
  }

  private Heard markerOf(Feed feed, int lane, int lanes, Instant appended, Instant through) {
    ProgressMarker marker = new ProgressMarker(lanes, through, false);
    return new Heard(
        feed,
        lane,
        ++sequence,
        Origin.LIVE,
        appended,
        Optional.empty(),
        Optional.of(marker),
        Optional.empty(),
        Optional.empty());
  }

  private Heard heard(
      Feed feed,
      int lane,
      Instant time,
      ProgressMarker marker,
      RosterChange roster,
      Heard.Word word) {
    return new Heard(
        feed,
        lane,
        ++sequence,
        Origin.LIVE,
        now,
        Optional.ofNullable(time),
        Optional.ofNullable(marker),
        Optional.ofNullable(roster),
        Optional.ofNullable(word));
  }

  private static Heard.Word word(boolean stalled, Instant through) {
    return new Heard.Word(stalled, new FeedStall(through));
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return now;
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }
}
