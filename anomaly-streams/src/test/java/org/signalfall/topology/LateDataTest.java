package org.signalfall.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.signalfall.topology.SampleMother.count;
import static org.signalfall.topology.SampleMother.hour;
import static org.signalfall.topology.SampleMother.level;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ObservabilityKind;
import org.signalfall.avro.RetractionReason;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.SignalBin;
import org.signalfall.schema.json.CanonicalEvent;

/** What comes behind its feed's promise corrects what is known, and begins nothing. */
class LateDataTest {

  private static final String FEED = "levels";
  private static final int LOST_AT = 72;

  private final Walk walk = new Walk().withTrafficFeed(FEED);

  @AfterEach
  void close() {
    walk.close();
  }

  @Test
  void shouldRetractAnOutageThatLateSamplesShowToHaveBeenNone() {
    String id = openedBySilence(LOST_AT + 8).getEventId();

    late(LOST_AT, LOST_AT + 8);
    flow(LOST_AT + 8, LOST_AT + 9);
    walk.trafficPromise(FEED, hour(LOST_AT + 9));

    assertThat(walk.events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getEventId()).isEqualTo(id);
              assertThat(event.getStatus()).isEqualTo(EventStatus.RETRACTED);
              assertThat(event.getRetractionReason()).isEqualTo(RetractionReason.LATE_DATA);
              assertThat(event.getIsFinal()).isTrue();
            });
    flow(LOST_AT + 9, LOST_AT + 30);
    walk.trafficEnds(FEED, hour(LOST_AT + 30));
    assertThat(walk.events()).as("nothing begins anew").isEmpty();
    assertThat(walk.observability())
        .extracting(ObservabilityEvent::getKind, ObservabilityEvent::getRecords)
        .containsExactly(tuple(ObservabilityKind.LATE_DATA, 8L));
    assertThat(walk.refusals()).isEmpty();
  }

  @Test
  void shouldRetractTheOutageOfACountryWhenLateSamplesTakeBackEveryVoteForIt() {
    ofTwoNetworks(0, LOST_AT);
    walk.trafficPromise(FEED, hour(LOST_AT + 8));
    walk.finish();
    List<ConnectivityEvent> opened = walk.events();
    assertThat(opened)
        .extracting(event -> event.getScope().getLevel())
        .contains(ScopeLevel.COUNTRY, ScopeLevel.NETWORK);

    ofTwoNetworks(LOST_AT, LOST_AT + 9);
    walk.trafficPromise(FEED, hour(LOST_AT + 9));

    assertThat(walk.events())
        .filteredOn(event -> event.getIsFinal())
        .hasSize(3)
        .extracting(ConnectivityEvent::getStatus, ConnectivityEvent::getRetractionReason)
        .containsOnly(tuple(EventStatus.RETRACTED, RetractionReason.LATE_DATA));
  }

  private void ofTwoNetworks(int from, int to) {
    for (int hour = from; hour < to; hour++) {
      walk.sample(FEED, count(hour(hour)).setAsn(1L).build());
      walk.sample(FEED, count(hour(hour)).setAsn(2L).build());
    }
  }

  @Test
  void shouldMoveTheOnsetOfAnOpenOutageInANewRevision() {
    ConnectivityEvent opened = openedBySilence(LOST_AT + 8);

    late(LOST_AT, LOST_AT + 3);
    walk.trafficPromise(FEED, hour(LOST_AT + 8).plusSeconds(60));

    assertThat(walk.events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getEventId()).isEqualTo(opened.getEventId());
              assertThat(event.getRevision()).isEqualTo(opened.getRevision() + 1);
              assertThat(event.getStatus()).isEqualTo(EventStatus.UPDATED);
              assertThat(opened.getOnset().getLatest()).isEqualTo(hour(LOST_AT + 1));
              assertThat(event.getOnset().getLatest()).isEqualTo(hour(LOST_AT + 4));
            });
  }

  @Test
  void shouldMoveTheEndOfAResolvedOutageInANewRevision() {
    openedBySilence(LOST_AT + 12);
    flow(LOST_AT + 12, LOST_AT + 18);
    walk.trafficPromise(FEED, hour(LOST_AT + 18));
    ConnectivityEvent resolved = last(walk.events());
    assertThat(resolved.getStatus()).isEqualTo(EventStatus.RESOLVED);

    late(LOST_AT + 8, LOST_AT + 12);
    walk.trafficPromise(FEED, hour(LOST_AT + 18).plusSeconds(60));

    assertThat(walk.events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getStatus()).isEqualTo(EventStatus.RESOLVED);
              assertThat(event.getRevision()).isEqualTo(resolved.getRevision() + 1);
              assertThat(resolved.getEnded().getLatest()).isEqualTo(hour(LOST_AT + 13));
              assertThat(event.getEnded().getLatest()).isEqualTo(hour(LOST_AT + 9));
              assertThat(event.getOnset()).isEqualTo(resolved.getOnset());
            });
  }

  @Test
  void shouldOpenNothingForLateSamplesHoweverLow() {
    levels(0, LOST_AT);
    levels(LOST_AT + 8, LOST_AT + 10);
    walk.trafficPromise(FEED, hour(LOST_AT + 10));

    for (int hour = LOST_AT; hour < LOST_AT + 8; hour++) {
      walk.sample(FEED, level(hour(hour)).setValue(1).build());
    }
    levels(LOST_AT + 10, LOST_AT + 20);
    walk.trafficEnds(FEED, hour(LOST_AT + 20));

    assertThat(walk.events()).isEmpty();
  }

  @Test
  void shouldRewindNoBaselineForLateSamples() {
    openedBySilence(LOST_AT + 8);
    late(LOST_AT, LOST_AT + 8);
    flow(LOST_AT + 8, LOST_AT + 9);
    walk.trafficPromise(FEED, hour(LOST_AT + 9));
    flow(LOST_AT + 9, LOST_AT + 24);
    walk.trafficPromise(FEED, hour(LOST_AT + 24));
    walk.events();

    walk.trafficEnds(FEED, hour(LOST_AT + 32));

    assertThat(walk.events())
        .first()
        .satisfies(
            event -> {
              assertThat(event.getStatus()).isEqualTo(EventStatus.OPEN);
              assertThat(event.getEvidence().get(0).getExpected()).isCloseTo(1_000, within(1.0));
            });
    assertThat(walk.bins())
        .filteredOn(bin -> !bin.getStart().isBefore(hour(LOST_AT)))
        .filteredOn(bin -> bin.getStart().isBefore(hour(LOST_AT + 8)))
        .as("bins stay as they were judged")
        .extracting(SignalBin::getSamples)
        .containsOnly(0);
  }

  @Test
  void shouldLeaveTheEventAloneWhenLateSamplesAreOfBinsNoLongerRemembered() {
    openedBySilence(LOST_AT + 60);

    late(LOST_AT, LOST_AT + 20);
    walk.trafficPromise(FEED, hour(LOST_AT + 60).plusSeconds(60));

    assertThat(walk.events()).isEmpty();
  }

  @Test
  void shouldEndAnOutageOfDaysWhereLateSamplesSayThatItEnded() {
    openedBySilence(LOST_AT + 60);

    late(LOST_AT + 50, LOST_AT + 60);
    walk.trafficPromise(FEED, hour(LOST_AT + 60).plusSeconds(60));

    assertThat(walk.events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getStatus()).isEqualTo(EventStatus.RESOLVED);
              assertThat(event.getEnded().getLatest()).isEqualTo(hour(LOST_AT + 51));
              assertThat(event.getOnset().getLatest()).isEqualTo(hour(LOST_AT + 1));
            });
  }

  @Test
  void shouldGiveTheSameCorrectionInWhateverOrderLateSamplesCome() {
    List<String> inOrder = correctedBy(null);

    List<String> shuffled = correctedBy(new Random(5));

    assertThat(inOrder).hasSizeGreaterThan(1);
    assertThat(shuffled).isEqualTo(inOrder);
  }

  private static List<String> correctedBy(Random random) {
    try (Walk walk = new Walk().withTrafficFeed(FEED)) {
      for (int hour = 0; hour < LOST_AT; hour++) {
        walk.sample(FEED, count(hour(hour)).build());
      }
      walk.trafficPromise(FEED, hour(LOST_AT + 8));
      List<Double> values =
          IntStream.range(0, 30).mapToObj(i -> 900 + i * 7.1).collect(Collectors.toList());
      if (random != null) {
        Collections.shuffle(values, random);
      }
      values.forEach(value -> walk.sample(FEED, count(hour(LOST_AT)).setValue(value).build()));
      walk.trafficEnds(FEED, hour(LOST_AT + 12));
      return walk.events().stream().map(CanonicalEvent::line).toList();
    }
  }

  private ConnectivityEvent openedBySilence(int until) {
    flow(0, LOST_AT);
    walk.trafficPromise(FEED, hour(until));
    walk.finish();
    return last(walk.events());
  }

  private void late(int from, int to) {
    flow(from, to);
  }

  private void flow(int from, int to) {
    for (int hour = from; hour < to; hour++) {
      walk.sample(FEED, count(hour(hour)).build());
    }
  }

  private void levels(int from, int to) {
    for (int hour = from; hour < to; hour++) {
      walk.sample(FEED, level(hour(hour)).build());
    }
  }

  private static ConnectivityEvent last(List<ConnectivityEvent> events) {
    return events.get(events.size() - 1);
  }
}
