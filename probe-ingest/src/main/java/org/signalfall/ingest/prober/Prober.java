package org.signalfall.ingest.prober;

import java.io.IOException;
import java.net.Socket;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.schema.TrustedClasses;

/**
 * Probes the services of a plan, each at its times, and gives a measurement of each run to a sink.
 *
 * <p>Targets share a bounded number of threads, so that one that is slow holds up no other; the
 * controls have threads of their own. A run whose predecessor isn't done is left out. All threads
 * and sockets are gone once {@link #close()} returns.
 */
public final class Prober implements AutoCloseable {

  /** What the prober calls itself towards those it probes, and in measurements. */
  static final String SOFTWARE = "signalfall-probe";

  /** Changes whenever the rules of what is a failure do, so that a defect can be traced to them. */
  static final String VERSION = "1";

  static final String TEST = "reachability";

  private static final long STOP_SECONDS = 5;

  private final ProbePlan plan;
  private final ProberSettings settings;
  private final Clock clock;
  private final Timetable timetable;
  private final TargetProbe probe;
  private final ServiceRun runs;
  private final Sockets sockets;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Threads.named("prober-timer"));
  private final ExecutorService targets;
  private final ExecutorService controls =
      Executors.newCachedThreadPool(Threads.named("prober-control"));
  private final ExecutorService lookups =
      Executors.newCachedThreadPool(Threads.named("prober-lookup"));
  private final ExecutorService reporting =
      Executors.newSingleThreadExecutor(Threads.named("prober-report"));
  private final CompletableFuture<Void> broken = new CompletableFuture<>();

  /** Creates a prober; nothing is sent before it runs. */
  public Prober(ProbePlan plan, Vantage vantage, ProberSettings settings) {
    this(plan, vantage, settings, Clock.systemUTC(), new Sockets());
  }

  Prober(
      ProbePlan plan,
      Vantage vantage,
      ProberSettings settings,
      Clock clock,
      Supplier<Socket> unconnected) {
    this(plan, vantage, settings, clock, new Sockets(unconnected));
  }

  private Prober(
      ProbePlan plan, Vantage vantage, ProberSettings settings, Clock clock, Sockets sockets) {
    TrustedClasses.register();
    this.plan = plan;
    this.settings = settings;
    this.clock = clock;
    this.sockets = sockets;
    this.timetable = new Timetable(settings.every(), settings.jitter(), settings.seed());
    this.targets =
        Executors.newFixedThreadPool(settings.concurrency(), Threads.named("prober-target"));
    this.probe =
        new TargetProbe(
            new DnsClient(settings.systemResolvers()),
            settings.otherResolver().map(server -> new DnsClient(List.of(server))),
            lookups,
            new Bogons(plan.genuineNetworks()),
            new AddressProbe(
                sockets,
                new TlsHandshake(settings.authorities()),
                plan.blockPages(),
                settings.transferTime(),
                System::nanoTime));
    this.runs =
        new ServiceRun(
            vantage,
            new ServiceJudge(plan.slowBelow()),
            new ControlDesk(plan.controls(), target -> attempt(target, controls)),
            target -> attempt(target, targets));
  }

  /**
   * Probes until the thread is interrupted or the sink takes no more.
   *
   * @throws IOException when the sink takes no more
   * @throws InterruptedException when the thread was interrupted
   */
  public void run(MeasurementSink sink) throws IOException, InterruptedException {
    long start = System.nanoTime();
    for (int service = 0; service < plan.services().size(); service++) {
      schedule(service, start, sink);
    }
    await(broken);
  }

  /**
   * Probes every service once, all of them at once.
   *
   * @throws IOException when the sink takes no more
   * @throws InterruptedException when the thread was interrupted
   */
  public void runOnce(MeasurementSink sink) throws IOException, InterruptedException {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(
            IntStream.range(0, plan.services().size())
                .mapToObj(service -> measure(service, sink))
                .toArray(CompletableFuture[]::new));
    await(all);
  }

  /** Stops at once: what is being probed is dropped. */
  @Override
  public void close() {
    List<ExecutorService> all = List.of(timer, targets, controls, lookups, reporting);
    all.forEach(ExecutorService::shutdownNow);
    sockets.close();
    boolean interrupted = false;
    for (ExecutorService one : all) {
      try {
        boolean unused = one.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void schedule(int service, long start, MeasurementSink sink) {
    long elapsed = System.nanoTime() - start;
    long delay = timetable.nextNanos(service, elapsed) - elapsed;
    Runnable run =
        () -> {
          var unused =
              measure(service, sink)
                  .whenComplete((done, error) -> goOn(service, start, sink, error));
        };
    try {
      var unused = timer.schedule(run, delay, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      broken.completeExceptionally(e);
    }
  }

  private void goOn(int service, long start, MeasurementSink sink, Throwable errorOrNull) {
    if (errorOrNull == null) {
      schedule(service, start, sink);
    } else {
      broken.completeExceptionally(errorOrNull);
    }
  }

  private CompletableFuture<Void> measure(int service, MeasurementSink sink) {
    try {
      return runs.begin(plan.services().get(service), UUID.randomUUID().toString(), clock.instant())
          .thenAcceptAsync(measurement -> report(measurement, sink), reporting);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static void report(ProbeMeasurement measurement, MeasurementSink sink) {
    try {
      sink.take(measurement);
    } catch (IOException | InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  /** Begins an attempt, which is not made when its turn comes later than it would have ended. */
  private CompletableFuture<Attempt> attempt(ProbeTarget target, Executor threads) {
    Deadline turn = Deadline.in(settings.timeout());
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return turn.passed()
                ? Attempt.notTried()
                : probe.probe(target, Deadline.in(settings.timeout()));
          } catch (InterruptedException e) {
            throw new CompletionException(e);
          }
        },
        threads);
  }

  private static void await(CompletableFuture<Void> done) throws IOException, InterruptedException {
    try {
      done.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      while (cause instanceof CompletionException && cause.getCause() != null) {
        cause = cause.getCause();
      }
      if (cause instanceof InterruptedException || cause instanceof RejectedExecutionException) {
        throw new InterruptedException("the prober was stopped");
      }
      throw cause instanceof IOException io
          ? io
          : new IOException("the prober failed: " + cause, cause);
    }
  }
}
