package org.signalfall.standalone.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.ingest.IngestConfig;
import org.signalfall.ingest.IngestSummary;
import org.signalfall.ingest.Ingestion;
import org.signalfall.ingest.PositionMode;
import org.signalfall.ingest.Source;
import org.signalfall.schema.json.CanonicalEvent;
import org.signalfall.standalone.StandaloneException;

/**
 * Sends a plan's records through a running pipeline and collects what comes out, until the topology
 * says that it has judged every feed to its end.
 *
 * <p>Holds every event revision in memory, since only their canonical order is the same each time.
 */
public final class ReplayRun {

  /** Nobody waits for a replay's next minute, and results don't depend on the step of markers. */
  private static final int MARKER_RECORDS = 2_000;

  private static final Duration MARKER_INTERVAL = Duration.ofHours(6);
  private static final Duration FRAME = Duration.ofMillis(100);

  /** A topology that neither speaks nor fails for so long will not end by itself. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Pipeline pipeline;
  private final ReplayPlan plan;
  private final BooleanSupplier stopped;
  private final IngestProgress ingest = new IngestProgress();
  private final NotedRejections rejections = new NotedRejections();
  private final List<ConnectivityEvent> revisions = new ArrayList<>();
  private final EvaluationTracker tracker;

  /**
   * Prepares a run.
   *
   * @param stopped asked several times a second whether to give up
   */
  public ReplayRun(Pipeline pipeline, ReplayPlan plan, BooleanSupplier stopped) {
    this.pipeline = pipeline;
    this.plan = plan;
    this.stopped = stopped;
    this.tracker = new EvaluationTracker(plan.feeds(), pipeline.partitions());
  }

  /**
   * Runs to the end.
   *
   * @throws StandaloneException if the input cannot be read, the topology fails or comes to a
   *     standstill, or the run was stopped
   */
  public ReplayResult run(RunView view) throws InterruptedException {
    Instant began = Instant.now();
    ExecutorService ingesting = Executors.newSingleThreadExecutor();
    try (EventReader reader = pipeline.eventReader();
        Ingestion ingestion = new Ingestion(ingestConfig(), notedSources(), ingest)) {
      Future<IngestSummary> summary = ingesting.submit(ingestion::run);
      follow(reader, summary, view, began);
      revisions.sort(CanonicalEvent.ORDER);
      return new ReplayResult(
          IngestOutcome.of(summary),
          rejections.first(),
          revisions,
          Duration.between(began, Instant.now()));
    } finally {
      ingesting.shutdownNow();
    }
  }

  private void follow(
      EventReader reader, Future<IngestSummary> summary, RunView view, Instant began)
      throws InterruptedException {
    Standstill standstill = new Standstill(PATIENCE);
    while (!ended(summary)) {
      take(reader.poll(FRAME, tracker), view);
      RunProgress progress = progress(began);
      view.progress(progress);
      pipeline.failIfBroken();
      if (stopped.getAsBoolean()) {
        throw new StandaloneException("Stopped before the end of the replay.");
      }
      if (standstill.reached(progress.records(), reader.words(), progress.elapsed())) {
        throw new StandaloneException(
            "The topology has said nothing for "
                + PATIENCE.toMinutes()
                + " minutes, so the replay cannot end.");
      }
    }
    take(reader.rest(FRAME, tracker), view);
    view.progress(progress(began));
  }

  private void take(List<ConnectivityEvent> news, RunView view) {
    revisions.addAll(news);
    news.forEach(view::event);
  }

  /** Without a single record there is nothing that the topology could ever finish. */
  private boolean ended(Future<IngestSummary> summary) throws InterruptedException {
    return summary.isDone() && (IngestOutcome.of(summary).records() == 0 || tracker.finished());
  }

  private RunProgress progress(Instant began) {
    IngestProgress.Snapshot sent = ingest.latest();
    return new RunProgress(
        judgedShare(sent),
        sent.records(),
        sent.rejected(),
        sent.eventTime(),
        tracker.through(),
        revisions.size(),
        Duration.between(began, Instant.now()));
  }

  /** Time tells how much of what was sent has been judged, since the topology counts no records. */
  private double judgedShare(IngestProgress.Snapshot sent) {
    if (tracker.through().isEmpty() || sent.eventTime().isEmpty()) {
      return 0;
    }
    Instant first = ingest.firstEventTime();
    double judged = Duration.between(first, tracker.through().get()).toMillis();
    double covered = Duration.between(first, sent.eventTime().get()).toMillis();
    return covered > 0 ? sent.share() * Math.min(1, Math.max(0, judged / covered)) : 0;
  }

  private List<Source> notedSources() {
    return plan.sources().stream().map(rejections::noting).toList();
  }

  private IngestConfig ingestConfig() {
    Map<String, Object> config = new HashMap<>(pipeline.client());
    config.put(IngestConfig.ORIGIN, plan.origin().name());
    config.put(IngestConfig.PARTITIONS, pipeline.partitions());
    config.put(IngestConfig.GRACE_MS, plan.grace().toMillis());
    // Several requests in flight only overtake each other on one node, and then are sent again.
    config.put("max.in.flight.requests.per.connection", 1);
    // Its brokers are new, or hold what the caller wants to see once more.
    config.put(IngestConfig.POSITION, PositionMode.OFF.name());
    config.put(IngestConfig.MARKER_RECORDS, MARKER_RECORDS);
    config.put(IngestConfig.MARKER_INTERVAL_MS, MARKER_INTERVAL.toMillis());
    return new IngestConfig(config);
  }
}
