package org.signalfall.evaluate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalfall.avro.Kind;

/** Hard cases of BGP, on the topology. */
class RouteCasesTest {

  @ParameterizedTest
  @ValueSource(ints = {4, 12})
  void shouldCallItAnOutageWithRoutingWhenAllPeersLoseThePrefixes(int peers) {
    Drawn drawn = Drawn.of("routes-withdrawn", peers);

    assertThat(drawn.score().found()).isEqualTo(1);
    assertThat(drawn.score().falseAlerts()).isEmpty();
    assertThat(drawn.events())
        .allMatch(event -> event.getKind() == Kind.BLACKOUT && event.getRoutingAffected());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 12})
  void shouldTellOfAPeerThatFlapsAndRaiseNothing(int peers) {
    Drawn drawn = Drawn.of("peer-flaps", peers);

    assertThat(drawn.events()).isEmpty();
    assertThat(drawn.observability()).isNotEmpty();
  }

  @Test
  void shouldTellOfACollectorThatDiesAndRaiseNothing() {
    Drawn drawn = Drawn.of("collector-dies");

    assertThat(drawn.events()).isEmpty();
    assertThat(drawn.observability()).isNotEmpty();
  }
}
