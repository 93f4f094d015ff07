package org.signalfall.ingest.prober;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Outcome;
import org.signalfall.ingest.catalogue.Judgement;

/**
 * Sums the attempts on the targets of a component up to one outcome, since they share one path and
 * aren't independent.
 *
 * <ul>
 *   <li>A failure counts only while a control passes: a vantage that is offline knows nothing.
 *   <li>A failure at the name counts only while the system's resolver resolves a control's name.
 *   <li>A target that passed is slow when its goodput is below {@code slowBelow} times that of the
 *       controls: their median, of its own locality where there are such.
 *   <li>With e targets, t of them with an outcome and f failed, {@link Judgement} says whether the
 *       component fails, else whether it passes; else there is no evidence.
 *   <li>A component that fails bears the lowest layer at which a target failed, and the first
 *       failure there in the order of {@link Finding}.
 * </ul>
 */
final class ServiceJudge {

  private final double slowBelow;

  ServiceJudge(double slowBelow) {
    this.slowBelow = slowBelow;
  }

  /** Returns whether the outcome of some attempts depends on the controls. */
  static boolean needsControls(List<Attempt> attempts) {
    return attempts.stream()
        .anyMatch(attempt -> attempt.failed() || attempt.goodputKbps().isPresent());
  }

  /**
   * Judges a component.
   *
   * @param attempts one attempt a target
   * @param controls how the controls fared; empty only when nothing depends on them
   */
  ComponentOutcome judge(
      ComponentPlan component, List<Attempt> attempts, Optional<ControlRound> controls) {
    List<Attempt> judged =
        controls
            .map(round -> attempts.stream().map(one -> judge(component, one, round)).toList())
            .orElse(attempts);
    List<Attempt> failed = judged.stream().filter(Attempt::failed).toList();
    int passed = (int) judged.stream().filter(Attempt::passed).count();
    int expected = component.targets().size();
    ComponentOutcome.Builder outcome =
        ComponentOutcome.newBuilder()
            .setComponent(component.component())
            .setLocality(component.locality())
            .setOutcome(outcome(component, expected, failed.size(), passed))
            .setEndpointsExpected(expected)
            .setEndpointsTried(failed.size() + passed)
            .setEndpointsFailed(failed.size())
            .setLatencyMs(
                orNull(Median.of(judged.stream().flatMapToInt(one -> one.connectMs().stream()))))
            .setGoodputKbps(
                orNull(Median.of(judged.stream().flatMapToInt(one -> one.goodputKbps().stream()))));
    if (outcome.getOutcome() == Outcome.FAILURE) {
      Attempt lowest =
          failed.stream()
              .min(Comparator.comparing(Attempt::layer).thenComparing(Attempt::finding))
              .orElseThrow();
      outcome.setLayer(lowest.layer()).setFailure(lowest.finding().failure());
    }
    return outcome.build();
  }

  private Attempt judge(ComponentPlan component, Attempt attempt, ControlRound controls) {
    if (attempt.failed()) {
      boolean ownFault =
          !controls.online() || (attempt.layer() == Layer.DNS && !controls.resolves());
      return ownFault ? attempt.found(Finding.LOCAL, Layer.UNKNOWN) : attempt;
    }
    OptionalInt own = attempt.goodputKbps();
    OptionalInt others = controls.goodputKbps(component.locality());
    boolean slow =
        own.isPresent() && others.isPresent() && own.getAsInt() < slowBelow * others.getAsInt();
    return slow ? attempt.found(Finding.SLOW, Layer.THROTTLING) : attempt;
  }

  private static Outcome outcome(ComponentPlan component, int expected, int failed, int passed) {
    if (component.needed().fails(expected, failed)) {
      return Outcome.FAILURE;
    }
    return component.needed().passes(expected, passed) ? Outcome.SUCCESS : Outcome.NO_EVIDENCE;
  }

  private static Integer orNull(OptionalInt number) {
    return number.isPresent() ? number.getAsInt() : null;
  }
}
