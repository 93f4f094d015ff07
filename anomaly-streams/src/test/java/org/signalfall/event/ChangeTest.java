package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.event.VerdictMother.country;
import static org.signalfall.event.VerdictMother.hour;
import static org.signalfall.event.VerdictMother.network;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalfall.avro.AffectedNetwork;
import org.signalfall.avro.Confidence;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.Evidence;
import org.signalfall.avro.Kind;
import org.signalfall.avro.Method;
import org.signalfall.avro.Observation;
import org.signalfall.avro.TimeInterval;

class ChangeTest {

  private final Change change = new Change(EventRules.defaults().severityStep());

  static Stream<Consumer<ConnectivityEvent>> news() {
    return Stream.of(
        event -> event.setKind(Kind.PARTIAL),
        event -> event.setMethod(Method.DNS),
        event -> event.setConfidence(Confidence.CONFIRMED),
        event -> event.setObservation(Observation.SUSPENDED),
        event -> event.setSeverity(40),
        event -> event.setScope(country("IR")),
        event -> event.setOnset(new TimeInterval(hour(0), hour(1))),
        event -> event.setMilestoneDays(7),
        event -> event.setRoutingAffected(true),
        event -> event.setParentId("IR-parent"),
        event -> event.setNetworks(List.of(new AffectedNetwork(2L, null, 1.0, 1.0))),
        event -> event.setEvidence(List.of(evidence("request-volume"), evidence("telescope"))));
  }

  static Stream<Consumer<ConnectivityEvent>> noNews() {
    return Stream.of(
        event -> event.setSeverity(59),
        event -> event.setObservedPercent(41.0),
        event -> event.setLastEvidenceAt(hour(20)),
        event -> event.setNetworks(List.of(new AffectedNetwork(1L, "name", 1.0, 0.4))),
        event ->
            event.setEvidence(
                List.of(Evidence.newBuilder(evidence("request-volume")).setScore(99).build())));
  }

  @ParameterizedTest
  @MethodSource("news")
  void shouldBeNewsWhenWhatAReaderActsOnChanges(Consumer<ConnectivityEvent> edit) {
    ConnectivityEvent after = event();

    edit.accept(after);

    assertThat(change.isNews(event(), after)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("noNews")
  void shouldBeNoNewsWhenOnlyFiguresMove(Consumer<ConnectivityEvent> edit) {
    ConnectivityEvent after = event();

    edit.accept(after);

    assertThat(change.isNews(event(), after)).isFalse();
  }

  @Test
  void shouldBeNoNewsWhenNothingChanges() {
    assertThat(change.isNews(event(), event())).isFalse();
  }

  private static ConnectivityEvent event() {
    return ConnectivityEvent.newBuilder()
        .setKind(Kind.BLACKOUT)
        .setConfidence(Confidence.SUSPECTED)
        .setObservation(Observation.OBSERVED)
        .setSeverity(50)
        .setScope(network("IR", 1))
        .setNetworks(List.of(new AffectedNetwork(1L, "name", 1.0, 0.5)))
        .setEvidence(List.of(evidence("request-volume")))
        .build();
  }

  private static Evidence evidence(String signal) {
    return Evidence.newBuilder().setSignal(signal).build();
  }
}
