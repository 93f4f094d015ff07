package org.signalfall.benchmarks.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.signalfall.benchmarks.Median;
import org.signalfall.ingest.IngestConfig;
import org.signalfall.ingest.IngestListener;
import org.signalfall.ingest.Ingestion;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.Standalone;
import org.signalfall.standalone.topics.TopicAdmin;

/**
 * Lets the contenders go through the same raw topic by turns, with the broker on the same cores,
 * and prints a table in Markdown: records a second, the median of the rounds, and each contender's
 * share of the first. The clock runs from the start, joining the group included.
 */
public final class EndToEnd {

  private static final int PARTITIONS = 2;

  private EndToEnd() {}

  /**
   * Runs.
   *
   * @param args records, networks, records per network and minute, an odd number of rounds
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 4) {
      System.err.println("end-to-end: RECORDS NETWORKS RECORDS_PER_NETWORK_AND_MINUTE ROUNDS");
      System.exit(2);
    }
    long records = Long.parseLong(args[0]);
    int networks = Integer.parseInt(args[1]);
    int perMinute = Integer.parseInt(args[2]);
    int rounds = Integer.parseInt(args[3]);
    if (rounds % 2 == 0) {
      System.err.println("end-to-end: the median is of an odd number of rounds, not " + rounds);
      System.exit(2);
    }
    long minutes = records / ((long) networks * perMinute) + 1;
    Instant start =
        Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(minutes + 60));
    ProbeLoad load = new ProbeLoad(start, records, networks, perMinute);
    print(load, race(load, rounds));
  }

  private static void fill(Bench bench) throws IOException, InterruptedException {
    try (Admin admin = Admin.create(bench.client())) {
      new TopicAdmin(admin).createMissing(new TopicCatalogue(bench.partitions()));
    }
    Map<String, Object> config = bench.client();
    config.put(IngestConfig.PARTITIONS, bench.partitions());
    config.put(IngestConfig.POSITION, "OFF");
    config.put(IngestConfig.MARKER_RECORDS, Integer.MAX_VALUE);
    config.put(IngestConfig.MARKER_INTERVAL_MS, Duration.ofSeconds(20).toMillis());
    try (Ingestion ingestion =
        new Ingestion(new IngestConfig(config), List.of(bench.load()), IngestListener.NONE)) {
      ingestion.run();
    }
  }

  private static Map<Contender, List<Long>> race(ProbeLoad load, int rounds)
      throws IOException, InterruptedException {
    Map<Contender, List<Long>> times = new LinkedHashMap<>();
    List<Contender> contenders =
        List.of(new ForeachContender(), new WindowContender(), new SignalfallContender());
    for (int round = 1; round <= rounds; round++) {
      for (Contender contender : contenders) {
        long nanos = run(contender, load);
        times.computeIfAbsent(contender, none -> new ArrayList<>()).add(nanos);
        System.err.printf(
            Locale.ROOT, "round %d, %s: %.1f s%n", round, contender.name(), nanos / 1e9);
      }
    }
    return times;
  }

  /**
   * Each run has brokers of its own: what the last one left in stage topics would count as done.
   */
  private static long run(Contender contender, ProbeLoad load)
      throws IOException, InterruptedException {
    try (Standalone cluster = Standalone.start(Standalone.Options.temporary())) {
      Bench bench = new Bench(cluster, load, PARTITIONS);
      fill(bench);
      String run = contender.getClass().getSimpleName();
      long nanos = contender.run(bench, run);
      Changelogs.print(bench, run);
      return nanos;
    }
  }

  private static void print(ProbeLoad load, Map<Contender, List<Long>> times) {
    System.out.printf(
        Locale.ROOT,
        "%,d records, %,d networks, %d per network and minute%n%n",
        load.records(),
        load.networks(),
        load.perMinute());
    System.out.println("| | records a second | share of the first |");
    System.out.println("|---|--:|--:|");
    double first = 0;
    for (Map.Entry<Contender, List<Long>> entry : times.entrySet()) {
      double rate = load.records() / (Median.of(entry.getValue()) / 1e9);
      first = first == 0 ? rate : first;
      System.out.printf(
          Locale.ROOT, "| %s | %,.0f | %.2f |%n", entry.getKey().name(), rate, rate / first);
    }
  }
}
