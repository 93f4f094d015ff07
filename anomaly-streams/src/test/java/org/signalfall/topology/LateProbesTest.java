package org.signalfall.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.signalfall.topology.MeasurementMother.failure;
import static org.signalfall.topology.MeasurementMother.success;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Category;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ObservabilityKind;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.avro.RetractionReason;
import org.signalfall.avro.SignalBin;
import org.signalfall.schema.json.CanonicalEvent;

/** Measurements that come behind their feed's promise correct what is known, and begin nothing. */
class LateProbesTest {

  private static final String FEED = "probes";
  private static final List<String> SERVICES = List.of("telegram", "whatsapp", "signal");
  private static final List<String> BLOCKED = List.of("telegram");
  private static final Instant START = Instant.parse("2024-03-01T00:00:00Z");
  private static final int VANTAGES = 3;
  private static final int LOST_AT = 24;

  private final Walk walk = new Walk().withProbeFeed(FEED);

  @AfterEach
  void close() {
    walk.close();
  }

  @Test
  void shouldRetractARestrictionThatLateSuccessesShowToHaveBeenNone() {
    String id = openedBy(walk, BLOCKED, LOST_AT + 4).getEventId();

    late(walk, BLOCKED, LOST_AT, LOST_AT + 4, 30);
    walk.probePromise(FEED, hour(LOST_AT + 4).plusSeconds(60));

    assertThat(walk.events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getEventId()).isEqualTo(id);
              assertThat(event.getStatus()).isEqualTo(EventStatus.RETRACTED);
              assertThat(event.getRetractionReason()).isEqualTo(RetractionReason.LATE_DATA);
              assertThat(event.getIsFinal()).isTrue();
            });
    measure(walk, List.of(), LOST_AT + 5, LOST_AT + 24);
    walk.probesEnd(FEED, hour(LOST_AT + 24));
    assertThat(walk.events()).as("nothing begins anew").isEmpty();
    assertThat(walk.observability())
        .extracting(ObservabilityEvent::getKind)
        .containsOnly(ObservabilityKind.LATE_DATA);
    assertThat(walk.refusals()).isEmpty();
  }

  @Test
  void shouldRetractAnOutageWhenLateSuccessesShowThatThePlaceWasReached() {
    ConnectivityEvent opened = openedBy(walk, SERVICES, LOST_AT + 4);
    assertThat(opened.getCategory()).isEqualTo(Category.OUTAGE);

    late(walk, SERVICES, LOST_AT, LOST_AT + 4, 30);
    walk.probePromise(FEED, hour(LOST_AT + 4).plusSeconds(60));

    assertThat(walk.events())
        .extracting(
            ConnectivityEvent::getEventId,
            ConnectivityEvent::getStatus,
            ConnectivityEvent::getRetractionReason)
        .containsExactly(
            tuple(opened.getEventId(), EventStatus.RETRACTED, RetractionReason.LATE_DATA));
  }

  @Test
  void shouldMoveTheOnsetOfAnOpenRestrictionInANewRevision() {
    ConnectivityEvent opened = openedBy(walk, BLOCKED, LOST_AT + 10);

    late(walk, BLOCKED, LOST_AT, LOST_AT + 3, 30);
    walk.probePromise(FEED, hour(LOST_AT + 10).plusSeconds(60));

    assertThat(walk.events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getEventId()).isEqualTo(opened.getEventId());
              assertThat(event.getRevision()).isEqualTo(opened.getRevision() + 1);
              assertThat(event.getStatus()).isEqualTo(EventStatus.UPDATED);
              assertThat(opened.getOnset().getLatest()).isBetween(hour(LOST_AT), hour(LOST_AT + 1));
              assertThat(event.getOnset().getEarliest())
                  .isBetween(hour(LOST_AT + 2), hour(LOST_AT + 3));
              assertThat(event.getNetworks())
                  .extracting(network -> network.getName())
                  .containsExactly("JTL");
            });
  }

  @Test
  void shouldMoveTheEndOfAResolvedRestrictionInANewRevision() {
    openedBy(walk, BLOCKED, LOST_AT + 9);
    measure(walk, List.of(), LOST_AT + 12, LOST_AT + 18);
    walk.probePromise(FEED, hour(LOST_AT + 18));
    ConnectivityEvent resolved = last(walk.events());
    assertThat(resolved.getStatus()).isEqualTo(EventStatus.RESOLVED);
    assertThat(resolved.getEnded().getLatest()).isAfter(hour(LOST_AT + 12));

    late(walk, BLOCKED, LOST_AT + 9, LOST_AT + 12, 30);
    walk.probePromise(FEED, hour(LOST_AT + 18).plusSeconds(60));

    assertThat(walk.events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getStatus()).isEqualTo(EventStatus.RESOLVED);
              assertThat(event.getRevision()).isEqualTo(resolved.getRevision() + 1);
              assertThat(event.getEnded().getLatest())
                  .isBetween(hour(LOST_AT + 8), hour(LOST_AT + 10));
              assertThat(event.getOnset()).isEqualTo(resolved.getOnset());
            });
  }

  @Test
  void shouldOpenNothingForLateFailuresHoweverMany() {
    measure(walk, List.of(), 0, LOST_AT + 10);
    walk.probePromise(FEED, hour(LOST_AT + 10));

    for (Instant time : times(LOST_AT, LOST_AT + 10, 5)) {
      walk.measurement(FEED, failure("telegram", time.plusSeconds(1), 7).build());
    }
    measure(walk, List.of(), LOST_AT + 10, LOST_AT + 20);
    walk.probesEnd(FEED, hour(LOST_AT + 20));

    assertThat(walk.events()).isEmpty();
  }

  @Test
  void shouldRewindNoBaselineForLateSuccesses() {
    openedBy(walk, BLOCKED, LOST_AT + 4);
    walk.bins();

    late(walk, BLOCKED, LOST_AT, LOST_AT + 4, 30);
    walk.probePromise(FEED, hour(LOST_AT + 4).plusSeconds(60));
    walk.events();
    measure(walk, BLOCKED, LOST_AT + 5, LOST_AT + 30);
    walk.probesEnd(FEED, hour(LOST_AT + 30));

    assertThat(walk.events())
        .first()
        .satisfies(
            event -> {
              assertThat(event.getStatus()).isEqualTo(EventStatus.OPEN);
              assertThat(event.getOnset().getEarliest()).isAfterOrEqualTo(hour(LOST_AT + 3));
            });
    assertThat(walk.bins())
        .as("bins stay as they were judged")
        .extracting(SignalBin::getEnd)
        .allSatisfy(end -> assertThat(end).isAfter(hour(LOST_AT + 5)));
  }

  @Test
  void shouldLeaveTheEventAloneWhenLateSuccessesAreOfBinsNoLongerRemembered() {
    openedBy(walk, BLOCKED, LOST_AT + 60);

    late(walk, BLOCKED, LOST_AT + 2, LOST_AT + 30, 30);
    walk.probePromise(FEED, hour(LOST_AT + 60).plusSeconds(60));

    assertThat(walk.events()).isEmpty();
  }

  @Test
  void shouldForgetTheBinsOnceTheSeriesHasBeenOrdinaryForADay() {
    openedBy(walk, BLOCKED, LOST_AT + 4);
    assertThat(walk.storedSeries(NodeNames.PROBE_RECENT)).isPositive();

    measure(walk, List.of(), LOST_AT + 4, LOST_AT + 36);
    walk.probesEnd(FEED, hour(LOST_AT + 36));

    assertThat(walk.storedSeries(NodeNames.PROBE_RECENT)).isZero();
  }

  @Test
  void shouldGiveTheSameCorrectionInWhateverOrderLateMeasurementsCome() {
    List<ProbeMeasurement> late = new ArrayList<>();
    for (Instant time : times(LOST_AT, LOST_AT + 3, 30)) {
      late.add(success("telegram", time.plusSeconds(1), 1).build());
      late.add(success("telegram", time.plusSeconds(1), 2).build());
      late.add(failure("telegram", time.plusSeconds(1), 3).build());
    }
    List<String> inOrder = correctedBy(late);

    Collections.shuffle(late, new Random(5));
    List<String> shuffled = correctedBy(late);

    assertThat(inOrder).isNotEqualTo(correctedBy(List.of()));
    assertThat(shuffled).isEqualTo(inOrder);
  }

  private static List<String> correctedBy(List<ProbeMeasurement> late) {
    try (Walk walk = new Walk().withProbeFeed(FEED)) {
      openedBy(walk, BLOCKED, LOST_AT + 10);
      late.forEach(measurement -> walk.measurement(FEED, measurement));
      measure(walk, BLOCKED, LOST_AT + 11, LOST_AT + 14);
      walk.probesEnd(FEED, hour(LOST_AT + 14));
      return walk.events().stream().map(CanonicalEvent::line).toList();
    }
  }

  /** Two days of ordinary measurements, and then some services fail for everybody. */
  private static ConnectivityEvent openedBy(Walk walk, List<String> failing, int until) {
    measure(walk, List.of(), 0, LOST_AT);
    measure(walk, failing, LOST_AT, until);
    walk.probePromise(FEED, hour(until));
    walk.finish();
    return last(walk.events());
  }

  /** Every vantage measures every service twice an hour, a minute after the other. */
  private static void measure(Walk walk, List<String> failing, int from, int to) {
    for (Instant time : times(from, to, 30)) {
      for (int vantage = 1; vantage <= VANTAGES; vantage++) {
        for (String service : SERVICES) {
          Instant own = time.plusSeconds(60L * vantage);
          walk.measurement(
              FEED,
              (failing.contains(service)
                      ? failure(service, own, vantage)
                      : success(service, own, vantage))
                  .build());
        }
      }
    }
  }

  /** What the same vantages upload later: they reached the services right after all. */
  private static void late(Walk walk, List<String> services, int from, int to, int everyMinutes) {
    for (Instant time : times(from, to, everyMinutes)) {
      for (int vantage = 1; vantage <= VANTAGES; vantage++) {
        for (String service : services) {
          for (int second = 1; second <= 3; second++) {
            Instant own = time.plusSeconds(60L * vantage + second);
            walk.measurement(FEED, success(service, own, vantage).build());
          }
        }
      }
    }
  }

  private static List<Instant> times(int from, int to, int everyMinutes) {
    List<Instant> times = new ArrayList<>();
    for (Instant time = hour(from);
        time.isBefore(hour(to));
        time = time.plus(Duration.ofMinutes(everyMinutes))) {
      times.add(time);
    }
    return times;
  }

  private static Instant hour(int hour) {
    return START.plus(Duration.ofHours(hour));
  }

  private static ConnectivityEvent last(List<ConnectivityEvent> events) {
    return events.get(events.size() - 1);
  }
}
