package org.signalfall.ingest.prober;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.ProbeMeasurement;

/** Makes one measurement of one service. */
final class ServiceRun {

  private final Vantage vantage;
  private final ServiceJudge judge;
  private final ControlDesk controls;
  private final Function<ProbeTarget, CompletableFuture<Attempt>> probe;

  /**
   * Creates runs.
   *
   * @param probe begins an attempt on a target; it ends in one that is not tried when its turn
   *     doesn't come in time
   */
  ServiceRun(
      Vantage vantage,
      ServiceJudge judge,
      ControlDesk controls,
      Function<ProbeTarget, CompletableFuture<Attempt>> probe) {
    this.vantage = vantage;
    this.judge = judge;
    this.controls = controls;
    this.probe = probe;
  }

  /**
   * Begins a measurement.
   *
   * @param id identity of the measurement
   * @param time when it begins
   */
  CompletableFuture<ProbeMeasurement> begin(ServicePlan service, String id, Instant time) {
    List<CompletableFuture<List<Attempt>>> components =
        service.components().stream()
            .map(component -> Futures.all(component.targets().stream().map(probe).toList()))
            .toList();
    return Futures.all(components)
        .thenCompose(attempts -> withControls(service, attempts))
        .thenApply(outcomes -> measurement(service, id, time, outcomes));
  }

  private CompletableFuture<List<ComponentOutcome>> withControls(
      ServicePlan service, List<List<Attempt>> attempts) {
    boolean needed = attempts.stream().anyMatch(ServiceJudge::needsControls);
    return needed
        ? controls
            .now(System.nanoTime())
            .thenApply(round -> judge(service, attempts, Optional.of(round)))
        : CompletableFuture.completedFuture(judge(service, attempts, Optional.empty()));
  }

  private List<ComponentOutcome> judge(
      ServicePlan service, List<List<Attempt>> attempts, Optional<ControlRound> round) {
    List<ComponentOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < attempts.size(); i++) {
      outcomes.add(judge.judge(service.components().get(i), attempts.get(i), round));
    }
    return outcomes;
  }

  private ProbeMeasurement measurement(
      ServicePlan service, String id, Instant time, List<ComponentOutcome> outcomes) {
    return ProbeMeasurement.newBuilder()
        .setMeasurementId(id)
        .setTime(time)
        .setCountry(vantage.country())
        .setAsn(vantage.asn())
        .setRegion(vantage.region().orElse(null))
        .setAccess(vantage.access())
        .setVantage(vantage.name())
        .setSoftwareName(Prober.SOFTWARE)
        .setSoftwareVersion(Prober.VERSION)
        .setTestName(Prober.TEST)
        .setService(service.service())
        .setComponents(outcomes)
        .build();
  }
}
