package org.signalfall.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.signalfall.topology.MeasurementMother.failure;
import static org.signalfall.topology.MeasurementMother.success;
import static org.signalfall.topology.SampleMother.hour;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Category;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Confidence;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.Kind;
import org.signalfall.avro.Method;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ObservabilityKind;
import org.signalfall.avro.Outcome;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.avro.ProbeRecord;
import org.signalfall.avro.ProbeRecordType;
import org.signalfall.avro.SignalBin;

class ProbeNetworkStageTest {

  private static final String FEED = "probes";
  private static final List<String> SERVICES = List.of("telegram", "whatsapp", "signal");

  private final Walk walk = new Walk().withProbeFeed(FEED);

  @AfterEach
  void close() {
    walk.close();
  }

  @Test
  void shouldCallItABlockWhenOneServiceFailsAndTheOthersPass() {
    for (int hour = 0; hour < 96; hour++) {
      measure(hour, hour < 48 ? List.of() : List.of("telegram"));
    }

    walk.probesEnd(FEED, hour(96));

    List<ConnectivityEvent> events = walk.events();
    assertThat(events)
        .extracting(event -> event.getScope().getService())
        .isNotEmpty()
        .containsOnly("telegram");
    ConnectivityEvent last = events.get(events.size() - 1);
    assertThat(last.getCategory()).isEqualTo(Category.RESTRICTION);
    assertThat(last.getKind()).isEqualTo(Kind.BLOCK);
    assertThat(last.getMethod()).isEqualTo(Method.TLS);
    assertThat(last.getConfidence()).isEqualTo(Confidence.CONFIRMED);
    assertThat(last.getNetworks()).extracting(network -> network.getName()).containsExactly("JTL");
    assertThat(last.getOnset().getEarliest()).isBetween(hour(47), hour(48));
    assertThat(last.getStatus()).isNotEqualTo(EventStatus.RESOLVED);
  }

  @Test
  void shouldCallItAnOutageWhenAllServicesFailTogether() {
    for (int hour = 0; hour < 96; hour++) {
      measure(hour, hour < 48 ? List.of() : SERVICES);
    }

    walk.probesEnd(FEED, hour(96));

    List<ConnectivityEvent> events = walk.events();
    assertThat(events)
        .extracting(ConnectivityEvent::getCategory, event -> event.getScope().getService())
        .isNotEmpty()
        .containsOnly(tuple(Category.OUTAGE, null));
    assertThat(events.get(0).getObservedSignal()).isEqualTo("services-reached");
  }

  @Test
  void shouldResolveTheBlockWhenTheServiceWorksAgain() {
    for (int hour = 0; hour < 144; hour++) {
      measure(hour, hour >= 48 && hour < 96 ? List.of("telegram") : List.of());
    }

    walk.probesEnd(FEED, hour(144));

    List<ConnectivityEvent> events = walk.events();
    ConnectivityEvent last = events.get(events.size() - 1);
    assertThat(last.getStatus()).isEqualTo(EventStatus.RESOLVED);
    assertThat(last.getEnded().getLatest()).isBetween(hour(95), hour(97));
  }

  @Test
  void shouldConfirmNothingWhenOneVantageAloneFailsAllTheTime() {
    for (int hour = 0; hour < 96; hour++) {
      measure(hour, List.of());
      if (hour >= 48) {
        for (int minute = 0; minute < 10; minute++) {
          Instant time = hour(hour).plusSeconds(600 + minute);
          walk.measurement(FEED, failure("telegram", time, 99).build());
        }
      }
    }

    walk.probesEnd(FEED, hour(96));

    assertThat(walk.events())
        .extracting(ConnectivityEvent::getConfidence)
        .allMatch(confidence -> confidence == Confidence.SUSPECTED);
  }

  @Test
  void shouldCountAMeasurementOnceWhateverItsSequence() {
    ProbeMeasurement once = success("telegram", hour(0), 1).build();

    walk.measurement(FEED, once);
    walk.measurement(FEED, ProbeMeasurement.newBuilder(once).build());
    walk.probePromise(FEED, hour(1));

    assertThat(walk.bins()).extracting(SignalBin::getSamples).containsExactly(1);
  }

  @Test
  void shouldDropARecordThatItsLaneHasPassed() {
    ProbeRecord once =
        walk.probe(ProbeRecordType.MEASUREMENT, FEED)
            .setMeasurement(success("telegram", hour(0), 1).build())
            .build();
    walk.send(ProbeRecord.newBuilder(once));

    walk.send(ProbeRecord.newBuilder(once).setMeasurement(success("telegram", hour(0), 2).build()));
    walk.probePromise(FEED, hour(1));

    assertThat(walk.bins()).extracting(SignalBin::getSamples).containsExactly(1);
  }

  @Test
  void shouldTakeNoEvidenceForNoSample() {
    ComponentOutcome none =
        ComponentOutcome.newBuilder().setComponent("app").setOutcome(Outcome.NO_EVIDENCE).build();

    walk.measurement(FEED, success("telegram", hour(0), 1).setComponents(List.of(none)).build());
    walk.probePromise(FEED, hour(1));

    assertThat(walk.bins()).isEmpty();
  }

  @Test
  void shouldReportWhatComesBehindTheMarkerAndJudgeNoneOfIt() {
    walk.probePromise(FEED, hour(2));

    walk.measurement(FEED, failure("telegram", hour(1), 1).build());
    walk.probePromise(FEED, hour(3));

    assertThat(walk.observability())
        .extracting(ObservabilityEvent::getKind, ObservabilityEvent::getSummary)
        .containsExactly(
            tuple(
                ObservabilityKind.LATE_DATA,
                "Feed probes has sent a record behind its own marker; it opens no event."));
    assertThat(walk.bins()).isEmpty();
    assertThat(walk.events()).isEmpty();
  }

  @Test
  void shouldRefuseARecordOfAnUnknownTypeOrWithoutItsBody() {
    walk.send(walk.probe(ProbeRecordType.UNKNOWN, FEED));
    walk.send(walk.probe(ProbeRecordType.MEASUREMENT, FEED));

    assertThat(walk.refusals())
        .containsExactly(
            "the record is of no type that this version knows",
            "the record lacks the body that its type announces");
  }

  @Test
  void shouldRefuseAMeasurementOfNoServiceAndGoOn() {
    walk.measurement(FEED, success("", hour(0), 1).build());
    walk.measurement(FEED, success("telegram", hour(0), 1).build());
    walk.probePromise(FEED, hour(1));

    assertThat(walk.refusals()).containsExactly("the measurement names no country or no service");
    assertThat(walk.bins()).hasSize(1);
  }

  @Test
  void shouldLeaveNothingBehindWhenOneMarkerClosesManySlots() {
    int slots = TimedStore.CHUNK + 500;
    for (int i = 0; i < slots; i++) {
      walk.measurement(FEED, success("telegram", hour(0).plusSeconds(60L * i), 1).build());
    }

    walk.probesEnd(FEED, hour(100));

    assertThat(walk.bins()).hasSize(slots);
    assertThat(walk.evaluated())
        .anyMatch(word -> word.getFinished() && word.getFeed().equals(FEED));
  }

  /** Three vantages try every service in the first minute of the hour. */
  private void measure(int hour, List<String> failing) {
    for (String service : SERVICES) {
      for (int vantage = 1; vantage <= 3; vantage++) {
        Instant time = hour(hour).plusSeconds(vantage);
        walk.measurement(
            FEED,
            failing.contains(service)
                ? failure(service, time, vantage).build()
                : success(service, time, vantage).build());
      }
    }
  }
}
