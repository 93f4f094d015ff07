package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.signalfall.avro.Origin;
import org.signalfall.ingest.IngestConfig;
import org.signalfall.ingest.LiveIngestion;
import org.signalfall.ingest.LiveSource;
import picocli.CommandLine.Option;

/** How a live feed is sent to a given cluster. */
final class LiveOptions {

  private static final long LOOK_AGAIN_MILLIS = 200;
  private static final long STOP_SECONDS = 10;

  @Option(
      names = "--origin",
      paramLabel = "ORIGIN",
      defaultValue = "LIVE",
      description = "LIVE, SHADOW or SYNTHETIC (default: ${DEFAULT-VALUE}).")
  private Origin origin;

  @Option(
      names = "--grace",
      paramLabel = "DURATION",
      defaultValue = "30s",
      converter = DurationConverter.class,
      description = "How late a record may come; nothing is judged sooner (default: 30s).")
  private Duration grace;

  /** Returns how late a record may come. */
  Duration grace() {
    return grace;
  }

  /** Returns options that a command has read itself. */
  static LiveOptions of(Origin origin, Duration grace) {
    LiveOptions options = new LiveOptions();
    options.origin = origin;
    options.grace = grace;
    return options;
  }

  /**
   * Sends what a source hears until Ctrl-C.
   *
   * @param listening what to tell a person once the source listens
   * @throws CliException when the source or the cluster fails
   */
  void send(LiveSource source, ClusterOptions cluster, String listening, PrintWriter out)
      throws InterruptedException {
    Map<String, Object> config = cluster.clientWithRegistry();
    config.put(IngestConfig.ORIGIN, origin.name());
    config.put(IngestConfig.GRACE_MS, grace.toMillis());
    config.put(IngestConfig.PARTITIONS, RawPartitions.of(cluster));
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (CtrlC ctrlC = new CtrlC();
        LiveIngestion ingestion = new LiveIngestion(new IngestConfig(config), source)) {
      Future<?> running =
          thread.submit(
              () -> {
                ingestion.run();
                return null;
              });
      out.println(listening + " Ctrl-C ends it.");
      out.flush();
      while (!running.isDone() && !ctrlC.awaitAsked(LOOK_AGAIN_MILLIS)) {}
      thread.shutdownNow();
      boolean unused = thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
      failIfBroken(running, ctrlC);
    }
  }

  private static void failIfBroken(Future<?> running, CtrlC ctrlC) throws InterruptedException {
    try {
      if (running.isDone() && !ctrlC.asked()) {
        running.get();
      }
    } catch (ExecutionException e) {
      throw new CliException(OneSentence.ended(e.getCause().getMessage()), e.getCause());
    }
  }
}
