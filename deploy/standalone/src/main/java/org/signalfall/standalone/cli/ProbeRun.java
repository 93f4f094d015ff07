package org.signalfall.standalone.cli;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.signalfall.ingest.prober.MeasurementSink;
import org.signalfall.ingest.prober.Prober;

/** A prober in a thread of its own, until its end or Ctrl-C. */
final class ProbeRun {

  private static final long LOOK_AGAIN_MILLIS = 200;

  private final Prober prober;
  private final CtrlC ctrlC;
  private final boolean once;

  /**
   * Creates a run.
   *
   * @param ctrlC closed when all is written that the run has given
   * @param once whether each service is probed once only
   */
  ProbeRun(Prober prober, CtrlC ctrlC, boolean once) {
    this.prober = prober;
    this.ctrlC = ctrlC;
    this.once = once;
  }

  /**
   * Gives measurements to a sink.
   *
   * @throws CliException when the prober fails or the sink takes no more
   */
  void into(MeasurementSink sink) throws InterruptedException {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> running =
          thread.submit(
              () -> {
                probe(sink);
                return null;
              });
      while (!running.isDone() && !ctrlC.awaitAsked(LOOK_AGAIN_MILLIS)) {}
      if (running.isDone()) {
        running.get();
      }
    } catch (ExecutionException e) {
      throw new CliException(OneSentence.ended(e.getCause().getMessage()), e.getCause());
    } finally {
      thread.shutdownNow();
    }
  }

  private void probe(MeasurementSink sink) throws IOException, InterruptedException {
    if (once) {
      prober.runOnce(sink);
    } else {
      prober.run(sink);
    }
  }
}
