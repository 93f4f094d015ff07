package org.signalfall.ingest.prober;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Probes the controls for whoever asks, once for all who ask within a second. Thread-safe.
 *
 * <p>Controls are probed after a failure rather than before it: had they passed before, the vantage
 * could have gone offline since.
 */
final class ControlDesk {

  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final List<ControlPlan> controls;
  private final Function<ProbeTarget, CompletableFuture<Attempt>> probe;
  private CompletableFuture<ControlRound> latest;
  private long latestBegan;

  ControlDesk(List<ControlPlan> controls, Function<ProbeTarget, CompletableFuture<Attempt>> probe) {
    this.controls = List.copyOf(controls);
    this.probe = probe;
  }

  /**
   * Returns how the controls fare now.
   *
   * @param nanos the present on the clock of {@link System#nanoTime()}
   */
  synchronized CompletableFuture<ControlRound> now(long nanos) {
    if (latest == null || nanos - latestBegan > FRESH_NANOS) {
      latest = begin();
      latestBegan = nanos;
    }
    return latest;
  }

  private CompletableFuture<ControlRound> begin() {
    List<CompletableFuture<ControlRound.Try>> tries =
        controls.stream()
            .map(
                control ->
                    probe
                        .apply(control.target())
                        .thenApply(attempt -> new ControlRound.Try(control, attempt)))
            .toList();
    return Futures.all(tries).thenApply(ControlRound::new);
  }
}
