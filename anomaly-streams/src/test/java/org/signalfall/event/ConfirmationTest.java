package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.event.VerdictMother.block;
import static org.signalfall.event.VerdictMother.hour;
import static org.signalfall.event.VerdictMother.network;
import static org.signalfall.event.VerdictMother.outage;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.CaseSignal;
import org.signalfall.avro.Contribution;
import org.signalfall.avro.Scope;
import org.signalfall.avro.SeriesVerdict;

class ConfirmationTest {

  private static final Scope NETWORK = network("IR", 44244);

  private final Confirmation confirmation = new Confirmation(EventRules.defaults());

  @Test
  void shouldConfirmWhenTwoIndependentSignalsAgree() {
    assertThat(basis(level("request-volume"), level("telescope").setNoisy(true)))
        .containsExactly("2 independent signals agree");
  }

  @Test
  void shouldNotConfirmWhenAllSignalsAreNoisy() {
    assertThat(basis(level("a").setNoisy(true), level("b").setNoisy(true))).isEmpty();
  }

  @Test
  void shouldNotTakeComponentsOfOneMeasurementForIndependent() {
    SeriesVerdict.Builder web = probe().setVantages(1);
    web.setScope(Scope.newBuilder(web.getScope()).setComponent("web").build());

    assertThat(basis(probe().setVantages(1), web)).isEmpty();
  }

  @Test
  void shouldConfirmByACountBeyondDoubtAlone() {
    assertThat(basis(level("bgp-visible-24s").setScore(24).setThreshold(12)))
        .containsExactly("bgp-visible-24s is precise and beyond doubt");
    assertThat(basis(level("bgp-visible-24s").setScore(23.9).setThreshold(12))).isEmpty();
    assertThat(basis(level("bgp-visible-24s").setScore(24).setThreshold(12).setNoisy(true)))
        .isEmpty();
  }

  @Test
  void shouldNotConfirmByWhatPeopleAskForAlone() {
    assertThat(basis(level("request-volume").setScore(1_000))).isEmpty();
  }

  @Test
  void shouldConfirmByTwentyFailuresFromTwoVantagesWhileControlsPass() {
    assertThat(basis(probe().setFailures(20).setVantages(2)))
        .containsExactly(
            "probe-success fails from 1-4 vantages while controls pass, whichever one is left out");
    assertThat(basis(probe().setFailures(19).setVantages(2))).isEmpty();
    assertThat(basis(probe().setFailures(20).setVantages(1))).isEmpty();
    assertThat(basis(probe().setFailures(20).setVantages(2).setControlled(false))).isEmpty();
  }

  @Test
  void shouldConfirmByFiveFailuresOverSixHours() {
    SeriesVerdict.Builder five = probe().setFailures(5).setVantages(2);

    assertThat(basis(five.setFirstBin(hour(4)))).hasSize(1);
    assertThat(basis(five.setFirstBin(hour(4).plusMillis(1)))).isEmpty();
    assertThat(basis(five.setFailures(4).setFirstBin(hour(0)))).isEmpty();
  }

  @Test
  void shouldNotTakeSeveralSignalsOfTheSameProbesForIndependent() {
    SeriesVerdict.Builder goodput = probe().setVantages(1).setSignal("probe-goodput");

    assertThat(basis(probe().setVantages(1), goodput)).isEmpty();
  }

  @Test
  void shouldNotConfirmWhatFollowsOneVantageVersionOrNetwork() {
    List<Contribution> one = List.of(new Contribution(1L, 40, 40), new Contribution(2L, 40, 0));
    List<Contribution> both = List.of(new Contribution(1L, 40, 40), new Contribution(2L, 40, 40));

    assertThat(basis(probe().setByVantage(one))).isEmpty();
    assertThat(basis(probe().setByVantage(both).setByVersion(one))).isEmpty();
    assertThat(basis(probe().setByVantage(both).setByVersion(both).setByNetwork(one))).isEmpty();
    assertThat(basis(probe().setByVantage(both).setByVersion(both).setByNetwork(both))).hasSize(1);
  }

  private static SeriesVerdict.Builder level(String signal) {
    return outage(NETWORK, signal, hour(10));
  }

  private static SeriesVerdict.Builder probe() {
    return block(NETWORK, "telegram", hour(10));
  }

  private List<String> basis(SeriesVerdict.Builder... verdicts) {
    return confirmation.basis(
        Stream.of(verdicts)
            .map(verdict -> CaseSignal.newBuilder().setVerdict(verdict.build()).build())
            .toList());
  }
}
