package org.signalfall.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.signalfall.topology.SampleMother.count;
import static org.signalfall.topology.SampleMother.hour;
import static org.signalfall.topology.SampleMother.level;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.BinMeaning;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Evaluated;
import org.signalfall.avro.EvaluationException;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ObservabilityKind;
import org.signalfall.avro.ObservabilityStatus;
import org.signalfall.avro.Observation;
import org.signalfall.avro.RosterChange;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.SignalBin;
import org.signalfall.avro.TrafficRecordType;

/** What is not there: silence of a place, of a feed, of everything. */
class SilenceTest {

  private static final String FEED = "levels";
  private static final String OTHER = "others";
  private static final String SHARE = "share";
  private static final Duration DELAY = Duration.ofMinutes(1);
  private static final int KNOWN = 72;

  private final Walk walk = new Walk().withTrafficFeed(FEED);
  private final List<Evaluated> words = new ArrayList<>();

  @AfterEach
  void close() {
    walk.close();
  }

  @Test
  void shouldCloseEmptyBinsOnTimeAsTheirAbsenceSaysWhenOneCountryFallsSilent() {
    flow(FEED, "IR", 0, KNOWN);
    flow(FEED, "IQ", 0, KNOWN);
    walk.trafficPromise(FEED, hour(KNOWN));
    walk.bins();
    walk.verdicts();

    for (int hour = KNOWN; hour < KNOWN + 24; hour++) {
      flow(FEED, "IQ", hour, hour + 1);
      walk.trafficPromise(FEED, hour(hour + 1));
      assertThat(walk.bins())
          .filteredOn(bin -> bin.getScope().getCountry().equals("IR"))
          .extracting(SignalBin::getSignal, SignalBin::getMeaning, SignalBin::getEnd)
          .containsExactly(tuple(SampleMother.SIGNAL, BinMeaning.ZERO, hour(hour + 1)));
    }

    assertThat(walk.verdicts())
        .filteredOn(verdict -> verdict.getSignal().equals(SHARE))
        .extracting(verdict -> verdict.getScope().getCountry(), SeriesVerdict::getAfter)
        .containsExactly(tuple("IR", SeriesState.INSUFFICIENT));
    assertThat(walk.events())
        .isNotEmpty()
        .allSatisfy(event -> assertThat(event.getScope().getCountry()).isEqualTo("IR"));
    assertThat(lastWord("IR", FEED).getExceptions())
        .extracting(EvaluationException::getSignal, EvaluationException::getReason)
        .containsExactly(tuple(SHARE, "INSUFFICIENT"));
    assertThat(lastWord("IQ", FEED).getExceptions()).isEmpty();
    assertThat(walk.observability()).isEmpty();
  }

  @Test
  void shouldSayOfEverySeriesThatItIsNotJudgedAndNothingElseWhenEveryFeedStalls() {
    walk.withTrafficFeed(OTHER);
    flow(FEED, "IR", 0, KNOWN);
    flow(OTHER, "IR", 0, KNOWN);
    walk.trafficPromise(FEED, hour(KNOWN));
    walk.trafficPromise(OTHER, hour(KNOWN));
    walk.bins();
    walk.verdicts();

    walk.trafficStalls(FEED, hour(KNOWN));
    walk.trafficStalls(OTHER, hour(KNOWN));
    walk.idle(Duration.ofHours(6));

    assertThat(walk.verdicts())
        .as("on the tap every series is said not to be judged, once")
        .extracting(
            SeriesVerdict::getFeed,
            SeriesVerdict::getSignal,
            SeriesVerdict::getBefore,
            SeriesVerdict::getAfter,
            SeriesVerdict::getBinEnd)
        .containsExactly(
            unjudged(FEED, SampleMother.SIGNAL),
            unjudged(FEED, SHARE),
            unjudged(OTHER, SampleMother.SIGNAL),
            unjudged(OTHER, SHARE));

    for (String feed : List.of(FEED, OTHER)) {
      assertThat(lastWord("IR", feed).getThrough())
          .isBetween(hour(KNOWN).plus(DELAY), hour(KNOWN).plus(DELAY).plusMillis(2));
      assertThat(lastWord("IR", feed).getExceptions())
          .extracting(EvaluationException::getSignal, EvaluationException::getReason)
          .containsExactly(tuple(SampleMother.SIGNAL, "STALLED"), tuple(SHARE, "STALLED"));
    }
    assertThat(walk.observability())
        .extracting(ObservabilityEvent::getKind, ObservabilityEvent::getSince)
        .containsOnly(tuple(ObservabilityKind.FEED_STALLED, hour(KNOWN)));
    assertThat(walk.bins()).isEmpty();
    assertThat(walk.events()).isEmpty();
    assertThat(walk.refusals()).isEmpty();
  }

  private static Tuple unjudged(String feed, String signal) {
    return tuple(feed, signal, SeriesState.NORMAL, SeriesState.INSUFFICIENT, hour(KNOWN));
  }

  @Test
  void shouldSayOnTheTapWhereEverySeriesStandsWhenItsFeedResumes() {
    flow(FEED, "IR", 0, KNOWN);
    walk.trafficPromise(FEED, hour(KNOWN));
    walk.trafficStalls(FEED, hour(KNOWN));
    walk.verdicts();

    walk.trafficResumes(FEED, hour(KNOWN + 1));

    assertThat(walk.verdicts())
        .extracting(SeriesVerdict::getSignal, SeriesVerdict::getBefore, SeriesVerdict::getAfter)
        .containsExactly(
            tuple(SampleMother.SIGNAL, SeriesState.INSUFFICIENT, SeriesState.NORMAL),
            tuple(SHARE, SeriesState.INSUFFICIENT, SeriesState.NORMAL));
  }

  @Test
  void shouldMakeNoOutageOfTheTimeInWhichAFeedWasStalled() {
    flow(FEED, "IR", 0, KNOWN);
    walk.trafficPromise(FEED, hour(KNOWN));

    walk.trafficStalls(FEED, hour(KNOWN));
    walk.trafficPromise(FEED, hour(KNOWN + 12));
    walk.trafficResumes(FEED, hour(KNOWN + 12));
    flow(FEED, "IR", KNOWN + 12, KNOWN + 24);
    walk.trafficEnds(FEED, hour(KNOWN + 24));

    assertThat(walk.events()).isEmpty();
    assertThat(walk.bins()).noneMatch(bin -> bin.getMeaning() == BinMeaning.ZERO);
    assertThat(lastWord("IR", FEED).getExceptions()).isEmpty();
  }

  @Test
  void shouldSeeAnOutageThatBeginsAfterTheFeedHasResumed() {
    flow(FEED, "IR", 0, KNOWN);
    walk.trafficPromise(FEED, hour(KNOWN));
    walk.trafficStalls(FEED, hour(KNOWN));
    walk.trafficResumes(FEED, hour(KNOWN + 2));
    flow(FEED, "IR", KNOWN + 2, KNOWN + 6);

    walk.trafficEnds(FEED, hour(KNOWN + 24));

    assertThat(walk.events())
        .first()
        .satisfies(
            event ->
                assertThat(event.getOnset().getEarliest())
                    .isBetween(hour(KNOWN + 5), hour(KNOWN + 6)));
  }

  @Test
  void shouldSuspendAnOutageWhileItsFeedIsStalledAndResolveItWhenItIsSeenToEnd() {
    flow(FEED, "IR", 0, KNOWN);
    walk.trafficPromise(FEED, hour(KNOWN + 12));
    assertThat(walk.events())
        .extracting(ConnectivityEvent::getStatus)
        .containsExactly(EventStatus.OPEN);

    walk.trafficStalls(FEED, hour(KNOWN + 12));
    walk.trafficPromise(FEED, hour(KNOWN + 48));
    List<ConnectivityEvent> whileStalled = walk.events();
    walk.trafficResumes(FEED, hour(KNOWN + 48));
    List<ConnectivityEvent> onResume = walk.events();
    flow(FEED, "IR", KNOWN + 48, KNOWN + 72);
    walk.trafficEnds(FEED, hour(KNOWN + 72));

    assertThat(whileStalled)
        .extracting(ConnectivityEvent::getStatus, ConnectivityEvent::getObservation)
        .containsExactly(tuple(EventStatus.UPDATED, Observation.SUSPENDED));
    assertThat(onResume).as("no evidence has come yet").isEmpty();
    assertThat(walk.events())
        .last()
        .satisfies(
            event -> {
              assertThat(event.getStatus()).isEqualTo(EventStatus.RESOLVED);
              assertThat(event.getEnded().getLatest())
                  .isBetween(hour(KNOWN + 48), hour(KNOWN + 50));
            });
  }

  @Test
  void shouldDeclareNoStallAfterAnHourOfDowntime() {
    flow(FEED, "IR", 0, KNOWN);
    walk.trafficPromise(FEED, hour(KNOWN));
    walk.events();
    walk.evaluated();

    walk.idle(Duration.ofHours(1));

    assertThat(walk.observability()).isEmpty();
    assertThat(walk.evaluated()).isEmpty();
    flow(FEED, "IR", KNOWN, KNOWN + 3);
    walk.trafficPromise(FEED, hour(KNOWN + 3));
    assertThat(walk.events()).isEmpty();
    assertThat(lastWord("IR", FEED).getExceptions()).isEmpty();
  }

  @Test
  void shouldNameSixtyFourExceptionsAndCountTheRest() {
    for (int asn = 1; asn <= 70; asn++) {
      walk.sample(FEED, level(hour(0)).setAsn((long) asn).build());
    }
    walk.trafficPromise(FEED, hour(1));

    walk.trafficStalls(FEED, hour(1));

    assertThat(lastWord("IR", FEED).getExceptions()).hasSize(64);
    assertThat(lastWord("IR", FEED).getExceptionsOmitted()).isEqualTo(70 - 64);
  }

  @Test
  void shouldReportTheEndOfAStallUnderTheSameId() {
    walk.trafficStalls(FEED, hour(1));
    walk.trafficStalls(FEED, hour(1));
    walk.trafficResumes(FEED, hour(2));

    List<ObservabilityEvent> reports = walk.observability();
    assertThat(reports)
        .extracting(ObservabilityEvent::getStatus)
        .containsExactly(ObservabilityStatus.BEGUN, ObservabilityStatus.ENDED);
    assertThat(reports)
        .extracting(ObservabilityEvent::getObservationId)
        .hasSize(2)
        .containsOnly(reports.get(0).getObservationId());
  }

  @Test
  void shouldGoOnWithoutAFeedThatLeftTheRoster() {
    walk.withTrafficFeed(OTHER);
    flow(FEED, "IR", 0, KNOWN);
    flow(OTHER, "IQ", 0, KNOWN);
    walk.trafficPromise(FEED, hour(KNOWN));
    walk.trafficPromise(OTHER, hour(KNOWN));

    leave(FEED, hour(KNOWN));
    flow(OTHER, "IQ", KNOWN, KNOWN + 3);
    walk.trafficPromise(OTHER, hour(KNOWN + 3));

    assertThat(lastWord("IQ", OTHER).getThrough()).isEqualTo(hour(KNOWN + 3).plus(DELAY));
    assertThat(lastWord("IR", FEED).getExceptions())
        .extracting(EvaluationException::getReason)
        .containsExactly("LEFT", "LEFT");
    assertThat(walk.events()).isEmpty();
  }

  private void leave(String feed, Instant effective) {
    walk.send(
        walk.traffic(TrafficRecordType.ROSTER, feed)
            .setRoster(
                RosterChange.newBuilder()
                    .setFeed(feed)
                    .setKind(FeedKind.TRAFFIC)
                    .setJoins(false)
                    .setEffective(effective)
                    .build()));
  }

  /** A count, whose silence is zero, and a share, whose silence says nothing. */
  private void flow(String feed, String country, int from, int to) {
    for (int hour = from; hour < to; hour++) {
      walk.sample(feed, count(hour(hour)).setCountry(country).build());
      walk.sample(feed, level(hour(hour)).setCountry(country).setSignal(SHARE).build());
    }
  }

  private Evaluated lastWord(String country, String feed) {
    words.addAll(walk.evaluated());
    return words.stream()
        .filter(word -> word.getCountry().equals(country) && word.getFeed().equals(feed))
        .reduce((before, last) -> last)
        .orElseThrow();
  }
}
