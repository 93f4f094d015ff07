package org.signalfall.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Confidence;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.Kind;
import org.signalfall.avro.ScopeLevel;

/** BGP through everything, from routes in many covering blocks to one country's events. */
class RoutesReplayIT {

  @Test
  void shouldFindTheSameBlackoutInAnyNumberOfPartitions() throws InterruptedException {
    ReplayResult inOne = Walk.of(new GeneratedRoutes()).run(1);
    ReplayResult inThree = Walk.of(new GeneratedRoutes()).run(3);
    ReplayResult inSix = Walk.of(new GeneratedRoutes()).run(6);

    List<ConnectivityEvent> ofCountry =
        inOne.revisions().stream()
            .filter(revision -> revision.getScope().getLevel() == ScopeLevel.COUNTRY)
            .toList();
    assertThat(ofCountry)
        .extracting(ConnectivityEvent::getStatus)
        .contains(EventStatus.OPEN, EventStatus.RESOLVED);
    assertThat(ofCountry)
        .allSatisfy(
            event -> {
              assertThat(event.getScope().getCountry()).isEqualTo(GeneratedRoutes.COUNTRY);
              assertThat(event.getKind()).isEqualTo(Kind.BLACKOUT);
              assertThat(event.getRoutingAffected()).isTrue();
              assertThat(event.getOnset().getLatest())
                  .isEqualTo(GeneratedRoutes.LOST.plus(Duration.ofMinutes(1)));
            });
    assertThat(ofCountry)
        .last()
        .extracting(ConnectivityEvent::getConfidence)
        .isEqualTo(Confidence.CONFIRMED);
    assertThat(Walk.canonical(inThree)).isEqualTo(Walk.canonical(inOne));
    assertThat(Walk.canonical(inSix)).isEqualTo(Walk.canonical(inOne));
  }
}
