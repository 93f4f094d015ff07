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
import org.signalfall.schema.json.CanonicalEvent;

/** BGP through everything, from routes in many covering blocks to one country's events. */
class RoutesReplayIT {

  /** The country and its four networks, each lost, confirmed and back. */
  private static final int REVISIONS = 3 * (1 + 4);

  @Test
  void shouldFindTheSameBlackoutInAnyNumberOfPartitions() throws InterruptedException {
    List<ConnectivityEvent> inOne = replayed(1);
    List<ConnectivityEvent> inThree = replayed(3);
    List<ConnectivityEvent> inSix = replayed(6);

    assertThat(inOne).hasSize(REVISIONS);
    List<ConnectivityEvent> ofCountry =
        inOne.stream()
            .filter(revision -> revision.getScope().getLevel() == ScopeLevel.COUNTRY)
            .toList();
    assertThat(ofCountry)
        .extracting(ConnectivityEvent::getStatus)
        .as("it is confirmed while it lasts")
        .containsExactly(EventStatus.OPEN, EventStatus.UPDATED, EventStatus.RESOLVED);
    assertThat(ofCountry)
        .allSatisfy(
            event -> {
              assertThat(event.getScope().getCountry()).isEqualTo(GeneratedRoutes.COUNTRY);
              assertThat(event.getKind()).isEqualTo(Kind.BLACKOUT);
              assertThat(event.getRoutingAffected()).isTrue();
              assertThat(event.getOnset().getLatest())
                  .isEqualTo(GeneratedRoutes.LOST.plus(Duration.ofMinutes(1)));
            });
    assertThat(ofCountry.get(1).getConfidence()).isEqualTo(Confidence.CONFIRMED);
    assertThat(canonical(inThree)).isEqualTo(canonical(inOne));
    assertThat(canonical(inSix)).isEqualTo(canonical(inOne));
  }

  private static List<ConnectivityEvent> replayed(int partitions) throws InterruptedException {
    return Walk.of(new GeneratedRoutes()).run(partitions).revisions();
  }

  private static List<String> canonical(List<ConnectivityEvent> revisions) {
    return revisions.stream().map(CanonicalEvent::line).toList();
  }
}
