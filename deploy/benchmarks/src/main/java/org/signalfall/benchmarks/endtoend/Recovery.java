package org.signalfall.benchmarks.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * Kills a worker that holds many series, and tells how long it takes until work goes on: first with
 * another worker that stood by, then without any and without a folder of state, so that all of it
 * is read back from Kafka. A feed goes on all the while, at a pace that leaves the machine to the
 * recovery.
 *
 * <p>Work goes on when in every partition of the raw topic more is committed than was before the
 * kill, and all tasks of the worker that is left work.
 */
public final class Recovery {

  private static final String RUN = "recovery";
  private static final int PARTITIONS = 2;
  private static final int BINS = 3;
  private static final int RECORDS_PER_SECOND = 500;
  private static final int MARKER_RECORDS = 250;
  private static final Duration FEED_LASTS = Duration.ofHours(2);
  private static final int HEAP_MIB = 1024;
  private static final int STATE_MEMORY_MIB = 512;
  private static final double MIB = 1 << 20;

  /** The feed goes on, so that nobody is ever quite up to date; less than what it gives in 2 s. */
  private static final long MAY_BE_BEHIND = 2L * RECORDS_PER_SECOND;

  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final long LOOK_AGAIN_MS = 20;

  private final Bench bench;
  private final Group group;

  private Recovery(Bench bench, Group group) {
    this.bench = bench;
    this.group = group;
  }

  /**
   * Runs.
   *
   * @param args how many series
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 1) {
      System.err.println("recovery: SERIES");
      System.exit(2);
    }
    int series = Integer.parseInt(args[0]);
    long fill = (long) BINS * series;
    ProbeLoad load =
        ProbeLoad.untilNow(
            fill + RECORDS_PER_SECOND * FEED_LASTS.toSeconds(), series, 1, Blocks.NONE);
    PacedSource feed = new PacedSource(load, RECORDS_PER_SECOND, fill);
    ExecutorService feeding = Executors.newSingleThreadExecutor();
    try (Brokers brokers = SeparateBrokers.start()) {
      Bench bench = new Bench(brokers, load, PARTITIONS);
      RawTopicFill.createTopics(bench);
      try (Group group = new Group(bench, RUN)) {
        new Recovery(bench, group).run(feed, feeding);
      }
    } finally {
      feeding.shutdownNow();
    }
  }

  private void run(PacedSource feed, ExecutorService feeding) throws Exception {
    Path second = bench.state("second");
    try (Worker killed = worker(bench.state("first"));
        Worker left = worker(second)) {
      Future<?> fed = feeding.submit(() -> feed(feed));
      await(() -> feed.isPaced() || requireNotDone(fed));
      tell("the load is written");
      Map<TopicPartition, Long> written = group.ends();
      await(() -> group.isBeyond(written));
      tell("the load is gone through");
      await(() -> left.recordsBehind() + killed.recordsBehind() < MAY_BE_BEHIND);
      tell("standbys are up to date");
      long changelogs = Changelogs.bytes(bench, RUN);
      StandbyTimes standby = killOneOf(killed, left);
      left.kill();
      await(() -> group.members() == 0);
      Utils.delete(second.toFile());
      LoneTimes alone = startAlone(second);
      print(changelogs, standby, alone);
      feed.end();
      fed.get();
    }
  }

  private Void feed(PacedSource feed) throws IOException, InterruptedException {
    RawTopicFill.paced(bench, feed, MARKER_RECORDS);
    return null;
  }

  private static boolean requireNotDone(Future<?> fed)
      throws ExecutionException, InterruptedException {
    if (fed.isDone()) {
      fed.get();
    }
    return false;
  }

  /** From the kill until the group has fewer members, and from then on; ns. */
  private record StandbyTimes(long unnoticed, long untilWork, long untilCaughtUp) {}

  private StandbyTimes killOneOf(Worker killed, Worker left) throws Exception {
    int members = group.members();
    Map<TopicPartition, Long> before = group.committed();
    long kill = System.nanoTime();
    killed.kill();
    await(() -> group.members() < members);
    long notice = System.nanoTime();
    Map<TopicPartition, Long> written = group.ends();
    await(() -> group.isBeyond(before) && left.isWhole());
    long work = System.nanoTime();
    await(() -> group.isBeyond(written));
    return new StandbyTimes(notice - kill, work - notice, System.nanoTime() - notice);
  }

  /** From the start of the process until its state is read back and work goes on; ns. */
  private record LoneTimes(long untilWhole, long untilWork) {}

  private LoneTimes startAlone(Path state) throws Exception {
    Map<TopicPartition, Long> before = group.committed();
    long start = System.nanoTime();
    try (Worker worker = worker(state)) {
      long whole = System.nanoTime();
      await(() -> group.isBeyond(before) && worker.isWhole());
      LoneTimes times = new LoneTimes(whole - start, System.nanoTime() - start);
      worker.kill();
      return times;
    }
  }

  private Worker worker(Path state) throws IOException {
    return Worker.start(bench, RUN, state, HEAP_MIB, STATE_MEMORY_MIB);
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("nothing came of it within " + PATIENCE);
      }
      Thread.sleep(LOOK_AGAIN_MS);
    }
  }

  private static void tell(String step) {
    System.err.printf(
        "%s %s%n", LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS), step);
  }

  private void print(long changelogs, StandbyTimes standby, LoneTimes alone) {
    List<String> columns =
        List.of(
            "series",
            "changelogs, MiB",
            "kill noticed after, s",
            "with a standby work goes on after that, s",
            "and is up to date, s",
            "without one: state is read back after start, s",
            "and work goes on, s");
    System.out.println("| " + String.join(" | ", columns) + " |");
    System.out.println("|--:".repeat(columns.size()) + "|");
    System.out.printf(
        Locale.ROOT,
        "| %,d | %.0f | %.1f | %.1f | %.1f | %.1f | %.1f |%n",
        bench.load().networks(),
        changelogs / MIB,
        standby.unnoticed() / 1e9,
        standby.untilWork() / 1e9,
        standby.untilCaughtUp() / 1e9,
        alone.untilWhole() / 1e9,
        alone.untilWork() / 1e9);
  }
}
