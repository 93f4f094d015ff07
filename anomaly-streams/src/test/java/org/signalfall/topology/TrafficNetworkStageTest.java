package org.signalfall.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.signalfall.topology.SampleMother.ASN;
import static org.signalfall.topology.SampleMother.START;
import static org.signalfall.topology.SampleMother.count;
import static org.signalfall.topology.SampleMother.hour;
import static org.signalfall.topology.SampleMother.level;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.BinMeaning;
import org.signalfall.avro.Confidence;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.Kind;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ObservabilityKind;
import org.signalfall.avro.ObservabilityStatus;
import org.signalfall.avro.Origin;
import org.signalfall.avro.RosterChange;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.SignalBin;
import org.signalfall.avro.StageRecordType;
import org.signalfall.avro.TrafficRecord;
import org.signalfall.avro.TrafficRecordType;
import org.signalfall.avro.TrafficSample;
import org.signalfall.schema.json.CanonicalEvent;
import org.signalfall.schema.topic.ClockSkew;

class TrafficNetworkStageTest {

  private static final String FEED = "levels";
  private static final Instant YEAR_9999 = Instant.parse("9999-12-31T23:59:59Z");

  private final Walk walk = new Walk().withTrafficFeed(FEED);

  @AfterEach
  void close() {
    walk.close();
  }

  @Test
  void shouldSuspectAnOutageWhenACountFallsSilentWhileItsFeedGoesOn() {
    counts(0, 72);

    walk.trafficEnds(FEED, hour(84));

    List<ConnectivityEvent> events = walk.events();
    assertThat(events).extracting(ConnectivityEvent::getStatus).contains(EventStatus.OPEN);
    ConnectivityEvent opened = events.get(0);
    assertThat(opened.getKind()).isEqualTo(Kind.BLACKOUT);
    assertThat(opened.getScope().getAsn()).isEqualTo(ASN);
    assertThat(opened.getConfidence()).isEqualTo(Confidence.SUSPECTED);
    assertThat(opened.getOnset().getEarliest()).isBetween(hour(71), hour(72));
    assertThat(opened.getDetectedAt()).isBetween(hour(73), hour(76).plusSeconds(60));
    assertThat(walk.refusals()).isEmpty();
  }

  @Test
  void shouldSpeakOfAnOutageAgainWheneverItHasLastedAQuarterLonger() {
    counts(0, 72);

    walk.trafficEnds(FEED, hour(90));

    List<Instant> spoken =
        walk.heardByEvent().stream()
            .filter(heard -> heard.getType() == StageRecordType.VERDICT)
            .filter(heard -> heard.getVerdict().getAfter() == SeriesState.OPEN)
            .map(heard -> heard.getTime())
            .toList();
    assertThat(spoken).hasSizeBetween(5, 15);
    for (int i = 1; i < spoken.size(); i++) {
      Duration lasted = Duration.between(hour(71), spoken.get(i - 1));
      assertThat(Duration.between(spoken.get(i - 1), spoken.get(i)))
          .isLessThanOrEqualTo(lasted.dividedBy(4).plusHours(1));
    }
  }

  @Test
  void shouldResolveTheOutageWhenTheCountComesBack() {
    counts(0, 72);
    counts(84, 108);

    walk.trafficEnds(FEED, hour(108));

    List<ConnectivityEvent> events = walk.events();
    ConnectivityEvent last = events.get(events.size() - 1);
    assertThat(last.getStatus()).isEqualTo(EventStatus.RESOLVED);
    assertThat(last.getEnded().getLatest()).isBetween(hour(83), hour(86));
    assertThat(events).extracting(ConnectivityEvent::getEventId).containsOnly(last.getEventId());
  }

  @Test
  void shouldJudgeNothingWhenALevelHasAGap() {
    levels(0, 72);
    levels(98, 120);

    walk.trafficEnds(FEED, hour(120));

    assertThat(walk.events()).isEmpty();
    assertThat(walk.verdicts())
        .extracting(SeriesVerdict::getBefore, SeriesVerdict::getAfter)
        .contains(
            tuple(SeriesState.NORMAL, SeriesState.INSUFFICIENT),
            tuple(SeriesState.INSUFFICIENT, SeriesState.NORMAL));
  }

  @Test
  void shouldSayThatALevelWithAGapIsNotEvaluated() {
    levels(0, 72);
    walk.trafficPromise(FEED, hour(96));

    assertThat(walk.evaluated())
        .filteredOn(word -> word.getCountry().equals("IR"))
        .last()
        .satisfies(
            word -> {
              assertThat(word.getThrough()).isEqualTo(hour(96).plusSeconds(60));
              assertThat(word.getExceptions()).hasSize(1);
              assertThat(word.getExceptions().get(0).getScope().getAsn()).isEqualTo(ASN);
            });
  }

  @Test
  void shouldTellZeroFromObserved() {
    counts(0, 2);

    walk.trafficPromise(FEED, hour(4));

    assertThat(walk.bins())
        .extracting(SignalBin::getMeaning, SignalBin::getValue)
        .containsExactly(
            tuple(BinMeaning.OBSERVED, 1_000.0),
            tuple(BinMeaning.OBSERVED, 1_000.0),
            tuple(BinMeaning.ZERO, 0.0),
            tuple(BinMeaning.ZERO, 0.0));
  }

  @Test
  void shouldDropARecordThatItsLaneHasPassed() {
    TrafficRecord once = sampleRecord(level(START).build()).build();
    walk.send(TrafficRecord.newBuilder(once));

    walk.send(TrafficRecord.newBuilder(once));
    walk.trafficPromise(FEED, hour(1));

    assertThat(walk.bins()).extracting(SignalBin::getSamples).containsExactly(1);
    assertThat(walk.refusals()).isEmpty();
  }

  @Test
  void shouldCountWhatComesBehindTheMarkerAndJudgeNoneOfIt() {
    counts(0, 72);
    walk.trafficPromise(FEED, hour(72));
    int before = walk.bins().size();

    for (int hour = 40; hour < 60; hour++) {
      walk.sample(FEED, count(hour(hour)).setValue(1_000_000).build());
    }
    counts(72, 80);
    walk.trafficEnds(FEED, hour(80));

    assertThat(walk.observability())
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.getKind()).isEqualTo(ObservabilityKind.LATE_DATA);
              assertThat(report.getRecords()).isEqualTo(20);
              assertThat(report.getSince()).isEqualTo(hour(40));
              assertThat(report.getUntil()).isEqualTo(hour(59));
            });
    assertThat(walk.bins()).hasSize(80 - before).allMatch(bin -> bin.getValue() == 1_000);
    assertThat(walk.events()).isEmpty();
  }

  @Test
  void shouldCloseABinOnlyWhenTheSlowerOfTwoLanesHasPassedIt() {
    walk.sample(FEED, level(START).build());

    walk.trafficPromise(FEED, 0, 2, hour(5));
    assertThat(walk.bins()).isEmpty();
    walk.trafficPromise(FEED, 1, 2, hour(1).minusMillis(1));
    assertThat(walk.bins()).isEmpty();
    walk.send(
        walk.traffic(TrafficRecordType.SAMPLE, FEED)
            .setLane(1)
            .setSample(level(hour(1).minusMillis(1)).setValue(3_000).build()));
    walk.trafficPromise(FEED, 1, 2, hour(1));

    assertThat(walk.bins()).extracting(SignalBin::getValue).containsExactly(2_000.0);
  }

  @Test
  void shouldWaitNoLongerForALaneThatTheRosterHasDropped() {
    walk.sample(FEED, level(START).build());
    walk.trafficPromise(FEED, 0, 2, hour(5));
    walk.trafficPromise(FEED, 1, 2, hour(1).minusMillis(1));

    walk.send(
        walk.traffic(TrafficRecordType.ROSTER, FEED)
            .setRoster(
                RosterChange.newBuilder()
                    .setFeed(FEED)
                    .setKind(FeedKind.TRAFFIC)
                    .setLanes(1)
                    .setEffective(hour(1).minusMillis(1))
                    .build()));

    assertThat(walk.bins()).extracting(SignalBin::getEnd).containsExactly(hour(1));
  }

  @Test
  void shouldGiveTheSameEventsWhateverTheStepOfTheMarker() {
    List<String> coarse = outageWithMarkersEvery(Duration.ofDays(7));
    List<String> fine = outageWithMarkersEvery(Duration.ofMinutes(1));

    assertThat(coarse).isNotEmpty();
    assertThat(fine).isEqualTo(coarse);
  }

  @Test
  void shouldRefuseWhatIsDatedAheadOfItsArrivalAndGoOn() {
    counts(0, 72);

    walk.sample(FEED, count(YEAR_9999).build());
    walk.trafficPromise(FEED, YEAR_9999);
    walk.trafficStalls(FEED, YEAR_9999);
    walk.send(
        walk.traffic(TrafficRecordType.ROSTER, FEED)
            .setRoster(
                RosterChange.newBuilder()
                    .setFeed("another")
                    .setKind(FeedKind.TRAFFIC)
                    .setEffective(YEAR_9999)
                    .build()));
    walk.trafficEnds(FEED, hour(84));

    assertThat(walk.refusals())
        .hasSize(4)
        .allSatisfy(
            reason ->
                assertThat(reason)
                    .isEqualTo(
                        "dated 9999-12-31T23:59:59Z, which is before 1970 or more than 10"
                            + " minutes ahead of its arrival at 2030-01-01T00:00:00Z"));
    assertThat(walk.events()).extracting(ConnectivityEvent::getStatus).contains(EventStatus.OPEN);
  }

  @Test
  void shouldTakeWhatIsDatedALittleAheadOfItsArrival() {
    walk.trafficPromise(FEED, Walk.APPEND_TIME.plus(ClockSkew.ALLOWED));
    walk.trafficPromise(FEED, Walk.APPEND_TIME.plus(ClockSkew.ALLOWED).plusMillis(1));

    assertThat(walk.refusals()).hasSize(1);
  }

  @Test
  void shouldGoOnClosingBinsOfAFeedThatTheWatchdogHasSpokenOf() {
    counts(0, 10);
    walk.trafficStalls(FEED, hour(10));
    walk.trafficResumes(FEED, hour(11));
    counts(10, 20);

    walk.trafficEnds(FEED, hour(20));

    assertThat(walk.bins()).hasSize(20);
    assertThat(walk.observability())
        .extracting(ObservabilityEvent::getStatus, ObservabilityEvent::getOrigin)
        .containsExactly(
            tuple(ObservabilityStatus.BEGUN, Origin.SYNTHETIC),
            tuple(ObservabilityStatus.ENDED, Origin.SYNTHETIC));
    assertThat(walk.refusals()).isEmpty();
  }

  @Test
  void shouldRefuseARecordOfAnUnknownType() {
    walk.send(walk.traffic(TrafficRecordType.UNKNOWN, FEED));

    assertThat(walk.refusals()).containsExactly("the record is of no type that this version knows");
  }

  @Test
  void shouldRefuseARecordWithoutTheBodyOfItsType() {
    walk.send(walk.traffic(TrafficRecordType.SAMPLE, FEED));
    walk.send(walk.traffic(TrafficRecordType.MARKER, FEED));
    walk.send(walk.traffic(TrafficRecordType.STALL, FEED));

    assertThat(walk.refusals())
        .hasSize(3)
        .containsOnly("the record lacks the body that its type announces");
  }

  @Test
  void shouldRefuseASampleThatIsNoLevelAndGoOn() {
    walk.sample(FEED, level(START).setValue(-1).build());
    walk.sample(FEED, level(START).setValue(Double.NaN).build());
    walk.sample(FEED, level(START).setCountry("").build());
    walk.sample(FEED, level(START).setCadenceMs(1_000L).build());
    walk.sample(FEED, level(START).setRegion("bad\0name").build());
    walk.sample(FEED, level(START).build());
    walk.trafficPromise(FEED, hour(1));

    assertThat(walk.refusals())
        .containsExactly(
            "the level -1.0 is not between 0 and 1.0E15",
            "the level NaN is not between 0 and 1.0E15",
            "the sample names no country or no signal",
            "the cadence of 1000 ms is below one minute",
            "a series name holds a control character: bad?name");
    assertThat(walk.bins()).extracting(SignalBin::getSamples).containsExactly(1);
  }

  @Test
  void shouldRefuseARecordOfNoFeedAndALaneOutOfRange() {
    walk.send(walk.traffic(TrafficRecordType.SAMPLE, "").setSample(level(START).build()));
    walk.send(sampleRecord(level(START).build()).setLane(5_000));

    assertThat(walk.refusals())
        .containsExactly(
            "the record names no feed", "lane 5000 is out of range; 0 to 1023 are possible");
  }

  @Test
  void shouldLeaveNothingBehindWhenOneMarkerClosesManySlots() {
    int series = TimedStore.CHUNK + 1;
    for (int asn = 1; asn <= series; asn++) {
      walk.sample(FEED, level(START).setAsn((long) asn).build());
    }

    walk.trafficEnds(FEED, hour(1));

    assertThat(walk.bins()).hasSize(series);
    assertThat(walk.evaluated())
        .anyMatch(word -> word.getFinished() && word.getFeed().equals(FEED));
  }

  @Test
  void shouldLeaveNothingBehindWhenOneMarkerPassesALongSilence() {
    Duration minute = Duration.ofMinutes(1);
    for (int i = 0; i < 10; i++) {
      walk.sample(
          FEED, count(START.plus(minute.multipliedBy(i))).setCadenceMs(minute.toMillis()).build());
    }

    walk.trafficEnds(FEED, hour(36));

    assertThat(walk.bins()).hasSize(36 * 60);
    assertThat(walk.evaluated())
        .anyMatch(word -> word.getFinished() && word.getFeed().equals(FEED));
  }

  private static List<String> outageWithMarkersEvery(Duration step) {
    try (Walk walk = new Walk().withTrafficFeed(FEED)) {
      Instant promised = hour(28);
      for (int hour = 0; hour < 36; hour++) {
        if (hour < 30 || hour >= 34) {
          walk.sample(FEED, count(hour(hour)).build());
        }
        while (!promised.plus(step).isAfter(hour(hour))) {
          promised = promised.plus(step);
          walk.trafficPromise(FEED, promised);
        }
      }
      walk.trafficEnds(FEED, hour(36));
      return walk.events().stream().map(CanonicalEvent::line).toList();
    }
  }

  private void counts(int from, int to) {
    for (int hour = from; hour < to; hour++) {
      walk.sample(FEED, count(hour(hour)).build());
    }
  }

  private void levels(int from, int to) {
    for (int hour = from; hour < to; hour++) {
      walk.sample(FEED, level(hour(hour)).build());
    }
  }

  private TrafficRecord.Builder sampleRecord(TrafficSample sample) {
    return walk.traffic(TrafficRecordType.SAMPLE, FEED).setSample(sample);
  }
}
