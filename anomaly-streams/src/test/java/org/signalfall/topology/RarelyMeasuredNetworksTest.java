package org.signalfall.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.topology.Prober.app;
import static org.signalfall.topology.Prober.hour;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalfall.avro.Confidence;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.Origin;
import org.signalfall.avro.QuorumState;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.SignalFamily;
import org.signalfall.avro.StageRecord;
import org.signalfall.detect.LayerFailures;
import org.signalfall.detect.ProbeBin;
import org.signalfall.detect.ProbeDetector;
import org.signalfall.detect.ProbeRules;
import org.signalfall.detect.ProbeState;
import org.signalfall.detect.SeriesVerdict;
import org.signalfall.detect.Voice;
import org.signalfall.event.Quorum;
import org.signalfall.signal.SeriesId;

/** Volunteers measure most networks a few times a day; together they see a country at once. */
class RarelyMeasuredNetworksTest {

  private static final int NETWORKS = 24;
  private static final List<String> SERVICES = List.of("whatsapp", "signal");
  private static final Instant BLOCKED = hour(240);

  @Test
  void shouldNoticeANationalBlockBeforeAnySingleNetworkCould() {
    try (Walk walk = new Walk()) {
      Prober prober = new Prober(walk, "probes");
      for (int step = 0; step < NETWORKS * 96; step++) {
        Instant time = hour(step * 3.0 / NETWORKS);
        int network = step % NETWORKS;
        for (String service : SERVICES) {
          boolean blocked = service.equals("whatsapp") && !time.isBefore(BLOCKED);
          boolean stray = step % 61 == 0;
          prober
              .at(100 + network)
              .measure(time, "v" + network + (step / NETWORKS) % 3, service, app(blocked || stray));
        }
      }

      prober.end(hour(288));

      List<ConnectivityEvent> national =
          walk.events().stream()
              .filter(event -> event.getScope().getLevel() == ScopeLevel.COUNTRY)
              .toList();
      ConnectivityEvent first = national.get(0);
      ConnectivityEvent last = national.get(national.size() - 1);
      assertThat(first.getStatus()).isEqualTo(EventStatus.OPEN);
      assertThat(first.getScope().getService()).isEqualTo("whatsapp");
      assertThat(first.getDetectedAt()).isBetween(BLOCKED, BLOCKED.plus(Duration.ofHours(4)));
      assertThat(BLOCKED).isBetween(first.getOnset().getEarliest(), first.getOnset().getLatest());
      assertThat(national)
          .extracting(ConnectivityEvent::getEventId)
          .containsOnly(last.getEventId());
      assertThat(last.getStatus()).isEqualTo(EventStatus.UPDATED);
      assertThat(last.getConfidence()).isEqualTo(Confidence.CONFIRMED);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldNotSeeACountryInChanceFailures(long seed) {
    Random random = new Random(seed);
    ProbeDetector detector = new ProbeDetector(ProbeRules.defaults());
    Map<Integer, ProbeState> states = new HashMap<>();
    Quorum quorum = new Quorum();
    QuorumState votes = QuorumState.newBuilder().build();
    int opened = 0;
    for (int step = 0; step < NETWORKS * 8 * 365; step++) {
      int network = step % NETWORKS;
      double ordinary = 0.01 + 0.09 * network / NETWORKS;
      long start = hour(step * 3.0 / NETWORKS).toEpochMilli();
      int failures = random.nextDouble() < ordinary ? 1 : 0;
      Voice voice = new Voice(1 + network * 3L + random.nextInt(3), 1, 1, failures);
      ProbeBin bin =
          new ProbeBin(
              start, start + 20_000, 1, failures, 1, 0, LayerFailures.NONE, List.of(voice));
      SeriesVerdict judged =
          detector.judge(states.computeIfAbsent(network, n -> ProbeState.fresh()), bin);
      boolean wasOpen = votes.getOpen();
      if (judged.isTransition()) {
        StageRecord ballot = ballot(network, judged, start + 20_000);
        quorum.cast(votes, Quorum.widerScopes(ballot.getVerdict().getScope()).get(0), ballot);
      }
      opened += votes.getOpen() && !wasOpen ? 1 : 0;
    }

    assertThat(opened).isZero();
  }

  private static StageRecord ballot(int network, SeriesVerdict judged, long binEnd) {
    SeriesId series = new SeriesId("KE", "", 100 + network, "whatsapp", "app", "probe-success");
    Subject subject = new Subject("probes", Origin.SYNTHETIC, series, SignalFamily.PROBE, "");
    return StageRecord.newBuilder()
        .setVerdict(Verdicts.contract(subject, binEnd, judged))
        .setWeight(1)
        .build();
  }
}
