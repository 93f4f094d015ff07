package org.signalfall.standalone.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.signalfall.ingest.IngestConfig;
import org.signalfall.ingest.IngestSummary;
import org.signalfall.ingest.Ingestion;
import org.signalfall.ingest.Source;
import org.signalfall.standalone.replay.IngestOutcome;
import org.signalfall.standalone.replay.IngestProgress;
import org.signalfall.standalone.view.IngestMeter;

/** One ingestion in a thread of its own, shown to a person while it goes on. */
final class IngestRun {

  private static final long FRAME_MILLIS = 200;
  private static final long STOP_SECONDS = 10;

  private final IngestConfig config;
  private final List<Source> sources;
  private final CtrlC ctrlC;

  IngestRun(IngestConfig config, List<Source> sources, CtrlC ctrlC) {
    this.config = config;
    this.sources = sources;
    this.ctrlC = ctrlC;
  }

  /**
   * Runs to the end.
   *
   * @throws CliException when Ctrl-C came before its end
   * @throws org.signalfall.standalone.StandaloneException when it could not be sent
   */
  IngestSummary run(IngestMeter meter) throws InterruptedException {
    IngestProgress progress = new IngestProgress();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (Ingestion ingestion = new Ingestion(config, sources, progress)) {
      Future<IngestSummary> summary = thread.submit(ingestion::run);
      follow(thread, summary, progress, meter);
      return IngestOutcome.of(summary);
    } finally {
      thread.shutdownNow();
    }
  }

  private void follow(
      ExecutorService thread,
      Future<IngestSummary> summary,
      IngestProgress progress,
      IngestMeter meter)
      throws InterruptedException {
    Instant began = Instant.now();
    while (!summary.isDone()) {
      IngestProgress.Snapshot now = progress.latest();
      if (now.eventTime().isEmpty()) {
        began = Instant.now();
        meter.reading(sources.stream().mapToDouble(Source::openedShare).average().orElse(1));
      } else {
        meter.sending(now, Duration.between(began, Instant.now()));
      }
      if (ctrlC.awaitAsked(FRAME_MILLIS)) {
        stop(thread);
        throw new CliException(
            "Stopped before the end of the input; the same command goes on from there.");
      }
    }
    meter.sending(progress.latest(), Duration.between(began, Instant.now()));
  }

  /** Lets the thread abort its transactions before its producers are closed. */
  private static void stop(ExecutorService thread) throws InterruptedException {
    thread.shutdownNow();
    boolean unused = thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
  }
}
