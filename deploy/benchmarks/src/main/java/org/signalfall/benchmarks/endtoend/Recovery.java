package org.signalfall.benchmarks.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * Kills workers that hold many series, and tells how long it takes until work goes on: some times
 * with another worker that stood by, then without any and without a folder of state, so that all of
 * it is read back from Kafka. A feed goes on all the while, at a pace that leaves the machine to
 * the recovery.
 *
 * <p>Work goes on when in every partition of the raw topic more is committed than was before the
 * kill, and all tasks of the worker that is left work.
 */
public final class Recovery {

  private static final String RUN = "recovery";
  private static final String FIRST = "first";
  private static final int PARTITIONS = 2;
  private static final int BINS = 3;
  private static final int TURNS = 2;
  private static final int TARGETS = 40;
  private static final int RECORDS_PER_SECOND = 50;
  private static final int MARKER_RECORDS = 25;
  private static final Duration FEED_LASTS = Duration.ofHours(2);
  private static final int HEAP_MIB = 2048;
  private static final int STATE_MEMORY_MIB = 512;
  private static final double MIB = 1 << 20;

  /** The feed goes on, so that nobody is ever quite up to date: what it gives in 2 s. */
  private static final long MAY_BE_BEHIND = 2L * RECORDS_PER_SECOND * TARGETS;

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
    int networks = Integer.parseInt(args[0]) / TARGETS;
    long fill = (long) BINS * networks;
    ProbeLoad load =
        ProbeLoad.untilNow(
            fill + RECORDS_PER_SECOND * FEED_LASTS.toSeconds(), networks, 1, Blocks.NONE);
    PacedSource feed = new PacedSource(new ManyTargets(load, TARGETS), RECORDS_PER_SECOND, fill);
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
    Future<?> fed = feeding.submit(() -> feed(feed));
    try (Worker first = worker(FIRST);
        Worker second = worker("second")) {
      await(() -> feed.isPaced() || requireNotDone(fed));
      tell("the load is written");
      Map<TopicPartition, Long> written = group.ends();
      await(() -> group.isBeyond(written));
      tell("the load is gone through");
      List<StandbyTimes> standby = killByTurns(first, second);
      long changelogs = Changelogs.bytes(bench, RUN);
      LoneTimes alone = startAlone();
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
  private record StandbyTimes(long unnoticed, long untilWork, long untilUpToDate) {}

  /**
   * Kills whichever works on the first partition of the raw topic, as soon as the one killed before
   * stands by. From the second time on it has all the work.
   */
  private List<StandbyTimes> killByTurns(Worker first, Worker second) throws Exception {
    List<StandbyTimes> times = new ArrayList<>();
    Worker left = second;
    while (times.size() < TURNS) {
      await(() -> first.isWhole() && second.isWhole());
      await(() -> first.recordsBehind() + second.recordsBehind() < MAY_BE_BEHIND);
      tell("the standby is up to date");
      Worker killed = group.ownerOfFirst().startsWith(FIRST) ? first : second;
      Worker stays = killed == first ? second : first;
      times.add(kill(killed, stays));
      tell("killed: " + times.get(times.size() - 1));
      if (times.size() < TURNS) {
        killed.restart();
      }
      left = stays;
    }
    left.kill();
    await(() -> group.members() == 0);
    return times;
  }

  private StandbyTimes kill(Worker killed, Worker left) throws Exception {
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

  /** Starts one with a new folder, which is as good as one whose folder is lost. */
  private LoneTimes startAlone() throws Exception {
    Map<TopicPartition, Long> before = group.committed();
    long start = System.nanoTime();
    try (Worker worker = worker("third")) {
      long whole = System.nanoTime();
      tell("all is read back");
      await(() -> group.isBeyond(before) && worker.isWhole());
      LoneTimes times = new LoneTimes(whole - start, System.nanoTime() - start);
      worker.kill();
      return times;
    }
  }

  private Worker worker(String instance) throws IOException {
    return Worker.startInstance(bench, RUN, instance, HEAP_MIB, STATE_MEMORY_MIB);
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

  private void print(long changelogs, List<StandbyTimes> standby, LoneTimes alone) {
    List<String> columns =
        List.of(
            "series",
            "changelogs, MiB",
            "a kill is noticed after, s",
            "then a standby goes on after, s",
            "and is up to date after, s",
            "alone, from its start: all is read back after, s",
            "work goes on after, s");
    System.out.println("| " + String.join(" | ", columns) + " |");
    System.out.println("|--:".repeat(columns.size()) + "|");
    System.out.printf(
        Locale.ROOT,
        "| %,d | %.0f | %s | %s | %s | %.1f | %.1f |%n",
        bench.load().networks() * TARGETS,
        changelogs / MIB,
        range(standby, StandbyTimes::unnoticed),
        range(standby, StandbyTimes::untilWork),
        range(standby, StandbyTimes::untilUpToDate),
        alone.untilWhole() / 1e9,
        alone.untilWork() / 1e9);
  }

  private static String range(List<StandbyTimes> times, ToLongFunction<StandbyTimes> of) {
    LongSummaryStatistics all = times.stream().mapToLong(of).summaryStatistics();
    return String.format(Locale.ROOT, "%.1f to %.1f", all.getMin() / 1e9, all.getMax() / 1e9);
  }
}
