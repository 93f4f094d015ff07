package org.signalfall.ingest.prober;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Locality;
import org.signalfall.avro.Outcome;
import org.signalfall.ingest.catalogue.Judgement;
import org.signalfall.schema.TrustedClasses;

class ServiceJudgeTest {

  private static final Attempt PASSED = Attempt.of(Finding.PASSED, Layer.UNKNOWN);
  private static final Attempt UNEXPECTED = Attempt.of(Finding.UNEXPECTED_ANSWER, Layer.HTTP);
  private static final ControlRound ONLINE = controls(PASSED);
  private static final ControlRound OFFLINE = controls(Attempt.of(Finding.TIMEOUT, Layer.TCP));

  static {
    TrustedClasses.register();
  }

  private final ServiceJudge judge = new ServiceJudge(0.4);

  @ParameterizedTest
  @CsvSource({
    "ANY_OF,4,0,0,SUCCESS",
    "ANY_OF,3,1,0,SUCCESS",
    "ANY_OF,2,2,0,FAILURE",
    "ANY_OF,0,4,0,FAILURE",
    "ANY_OF,2,0,2,NO_EVIDENCE",
    "ANY_OF,0,1,3,NO_EVIDENCE",
    "ANY_OF,0,0,4,NO_EVIDENCE",
    "ALL_OF,4,0,0,SUCCESS",
    "ALL_OF,3,1,0,FAILURE",
    "ALL_OF,3,0,1,NO_EVIDENCE"
  })
  void shouldSumTargetsUpToOneOutcome(
      Judgement needed, int passed, int failed, int unknown, Outcome outcome) {
    List<Attempt> attempts = new ArrayList<>(Collections.nCopies(passed, PASSED));
    attempts.addAll(Collections.nCopies(failed, Attempt.of(Finding.RESET, Layer.TLS)));
    attempts.addAll(Collections.nCopies(unknown, UNEXPECTED));

    ComponentOutcome judged = judge(needed, attempts, ONLINE);

    assertThat(judged.getOutcome()).isEqualTo(outcome);
    assertThat(judged.getEndpointsExpected()).isEqualTo(4);
    assertThat(judged.getEndpointsTried()).isEqualTo(passed + failed);
    assertThat(judged.getEndpointsFailed()).isEqualTo(failed);
  }

  @Test
  void shouldNameTheLowestLayerAtWhichATargetFailed() {
    ComponentOutcome judged =
        judge(
            Judgement.ANY_OF,
            List.of(
                Attempt.of(Finding.TIMEOUT, Layer.HTTP),
                Attempt.of(Finding.TIMEOUT, Layer.HTTP),
                Attempt.of(Finding.REFUSED, Layer.TCP)),
            ONLINE);

    assertThat(judged.getLayer()).isEqualTo(Layer.TCP);
    assertThat(judged.getFailure()).isEqualTo("connection_refused");
  }

  @Test
  void shouldTakeAFailureForNoEvidenceWhenTheVantageIsOffline() {
    ComponentOutcome judged =
        judge(Judgement.ALL_OF, List.of(Attempt.of(Finding.RESET, Layer.TLS)), OFFLINE);

    assertThat(judged.getOutcome()).isEqualTo(Outcome.NO_EVIDENCE);
  }

  @Test
  void shouldCountAFailureWhileOneOfTheControlsPasses() {
    ComponentOutcome judged =
        judge(
            Judgement.ALL_OF,
            List.of(Attempt.of(Finding.RESET, Layer.TLS)),
            controls(Attempt.of(Finding.TIMEOUT, Layer.TCP), PASSED));

    assertThat(judged.getOutcome()).isEqualTo(Outcome.FAILURE);
  }

  @Test
  void shouldTakeAFailureAtTheNameForNoEvidenceWhenNoControlResolves() {
    ControlRound broken =
        new ControlRound(
            List.of(
                new ControlRound.Try(controlAt("192.0.2.1"), PASSED),
                new ControlRound.Try(
                    controlAt("control.example"), Attempt.of(Finding.SERVFAIL, Layer.DNS))));

    List<Attempt> attempts = List.of(Attempt.of(Finding.NXDOMAIN, Layer.DNS));

    assertThat(judge(Judgement.ALL_OF, attempts, broken).getOutcome())
        .isEqualTo(Outcome.NO_EVIDENCE);
    assertThat(judge(Judgement.ALL_OF, attempts, ONLINE).getOutcome()).isEqualTo(Outcome.FAILURE);
  }

  @ParameterizedTest
  @CsvSource({"1000,399,FAILURE", "1000,333,FAILURE", "1000,400,SUCCESS", "100,90,SUCCESS"})
  void shouldCallATransferSlowByThatOfTheControls(int control, int own, Outcome outcome) {
    ComponentOutcome judged =
        judge(Judgement.ALL_OF, List.of(transferred(own)), controls(transferred(control)));

    assertThat(judged.getOutcome()).isEqualTo(outcome);
    assertThat(judged.getGoodputKbps()).isEqualTo(own);
    assertThat(judged.getLayer())
        .isEqualTo(outcome == Outcome.FAILURE ? Layer.THROTTLING : Layer.UNKNOWN);
  }

  @Test
  void shouldCallNothingSlowWhenNoControlWasMeasured() {
    assertThat(judge(Judgement.ALL_OF, List.of(transferred(1)), ONLINE).getOutcome())
        .isEqualTo(Outcome.SUCCESS);
  }

  @Test
  void shouldHoldATransferAgainstControlsOfItsOwnLocality() {
    ControlRound round =
        new ControlRound(
            List.of(
                new ControlRound.Try(
                    new ControlPlan(target("192.0.2.1"), Locality.DOMESTIC), transferred(90_000)),
                new ControlRound.Try(
                    new ControlPlan(target("192.0.2.2"), Locality.FOREIGN), transferred(1_000))));

    assertThat(judge(Judgement.ALL_OF, List.of(transferred(900)), round).getOutcome())
        .isEqualTo(Outcome.SUCCESS);
  }

  @Property
  void shouldNeverCallAFailureWhatAnOfflineVantageSaw(
      @ForAll Judgement needed, @ForAll("attempts") List<Attempt> attempts) {
    ComponentOutcome judged = judge(needed, attempts, OFFLINE);

    assertThat(judged.getOutcome()).isNotEqualTo(Outcome.FAILURE);
    assertThat(judged.getEndpointsFailed()).isZero();
  }

  @Property
  void shouldGiveALayerAndAReasonToFailuresAlone(
      @ForAll Judgement needed, @ForAll("attempts") List<Attempt> attempts) {
    ComponentOutcome judged = judge(needed, attempts, ONLINE);

    boolean failure = judged.getOutcome() == Outcome.FAILURE;
    assertThat(judged.getLayer() != Layer.UNKNOWN).isEqualTo(failure);
    assertThat(judged.getFailure() != null).isEqualTo(failure);
    assertThat(judged.getEndpointsFailed()).isLessThanOrEqualTo(judged.getEndpointsTried());
    assertThat(judged.getEndpointsTried()).isLessThanOrEqualTo(judged.getEndpointsExpected());
  }

  @Property
  void shouldNotDependOnTheOrderOfTheTargets(
      @ForAll Judgement needed, @ForAll("attempts") List<Attempt> attempts, @ForAll long seed) {
    List<Attempt> shuffled = new ArrayList<>(attempts);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(judge(needed, shuffled, ONLINE)).isEqualTo(judge(needed, attempts, ONLINE));
  }

  @Provide
  Arbitrary<List<Attempt>> attempts() {
    Arbitrary<Layer> layers = Arbitraries.of(Layer.class).filter(layer -> layer != Layer.UNKNOWN);
    Arbitrary<OptionalInt> numbers =
        Arbitraries.integers().between(0, 100_000).optional().map(ServiceJudgeTest::primitive);
    return Combinators.combine(Arbitraries.of(Finding.class), layers, numbers, numbers)
        .as(
            (finding, layer, connect, goodput) -> {
              Attempt attempt = Attempt.of(finding, layer).transferredAt(goodput);
              return connect.isPresent() ? attempt.connectedIn(connect.getAsInt()) : attempt;
            })
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  private ComponentOutcome judge(Judgement needed, List<Attempt> attempts, ControlRound controls) {
    ComponentPlan plan =
        new ComponentPlan(
            "app",
            Locality.FOREIGN,
            needed,
            Collections.nCopies(attempts.size(), target("192.0.2.9")));
    return judge.judge(plan, attempts, Optional.of(controls));
  }

  private static Attempt transferred(int kbps) {
    return PASSED.transferredAt(OptionalInt.of(kbps));
  }

  private static ControlRound controls(Attempt... attempts) {
    return new ControlRound(
        List.of(attempts).stream()
            .map(attempt -> new ControlRound.Try(controlAt("control.example"), attempt))
            .toList());
  }

  private static ControlPlan controlAt(String host) {
    return new ControlPlan(target(host), Locality.FOREIGN);
  }

  private static ProbeTarget target(String host) {
    return LocalNet.target(host, 443, TargetKind.HTTPS);
  }

  private static OptionalInt primitive(Optional<Integer> number) {
    return number.isPresent() ? OptionalInt.of(number.get()) : OptionalInt.empty();
  }
}
