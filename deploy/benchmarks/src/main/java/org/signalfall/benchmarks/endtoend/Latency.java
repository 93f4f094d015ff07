package org.signalfall.benchmarks.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.serialization.Deserializer;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.FeedKind;
import org.signalfall.event.EventRules;
import org.signalfall.runtime.SignalfallStreams;
import org.signalfall.schema.serde.ContractSerdes;
import org.signalfall.schema.topic.TopicCatalogue;

/**
 * Measures how long after a bin has closed the events that it gives can be read, at half of what
 * Signalfall has just been able to go through, and prints percentiles as a table in Markdown.
 *
 * <p>A bin has closed when the marker that reaches its end has been appended to the last partition
 * of the raw topic, as the broker's clock says; that the feed's transaction is yet to be committed
 * is part of what is measured. A revision of an event can be read when a reader of commits has it.
 * The bin of a revision is the one that ends at its decision time less the delay that probes are
 * given.
 */
public final class Latency {

  private static final int PARTITIONS = 2;
  private static final long MAXIMUM_RECORDS = 1_000_000;
  private static final String RUN = "latency";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private record Told(long asOf, long readAt) {}

  private Latency() {}

  /**
   * Runs.
   *
   * @param args seconds, networks, records per network and minute of their time, and records a
   *     second unless it is to be half of the maximum
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 3 && args.length != 4) {
      System.err.println("latency: SECONDS NETWORKS RECORDS_PER_NETWORK_AND_MINUTE [RATE]");
      System.exit(2);
    }
    int seconds = Integer.parseInt(args[0]);
    int networks = Integer.parseInt(args[1]);
    int perMinute = Integer.parseInt(args[2]);
    double rate = args.length == 4 ? Double.parseDouble(args[3]) : maximum(networks, perMinute) / 2;
    ProbeLoad load =
        ProbeLoad.untilNow((long) (rate * seconds), networks, perMinute, Blocks.ROLLING);
    try (Brokers brokers = Brokers.InThisProcess.start()) {
      measure(new Bench(brokers, load, PARTITIONS), rate);
    }
  }

  /** Goes through a load twice, since the first time is the JVM's; returns records a second. */
  private static double maximum(int networks, int perMinute)
      throws IOException, InterruptedException {
    ProbeLoad load = ProbeLoad.untilNow(MAXIMUM_RECORDS, networks, perMinute, Blocks.ROLLING);
    long cold = Turn.of(new SignalfallContender(), load, false).work();
    long warm = Turn.of(new SignalfallContender(), load, false).work();
    System.err.printf(Locale.ROOT, "maximum: %.1f s cold, %.1f s warm%n", cold / 1e9, warm / 1e9);
    return load.records() / (warm / 1e9);
  }

  private static void measure(Bench bench, double rate) throws IOException, InterruptedException {
    RawTopicFill.createTopics(bench);
    Queue<Told> told = new ConcurrentLinkedQueue<>();
    PacedSource paced = new PacedSource(bench.load(), rate);
    Deserializer<ConnectivityEvent> events =
        new ContractSerdes(bench.client()).value(ConnectivityEvent.class).deserializer();
    try (EvaluationEnd end = new EvaluationEnd(bench);
        SignalfallStreams streams = new SignalfallStreams(TopologySettings.of(bench, RUN));
        TopicReader<ConnectivityEvent> reader =
            TopicReader.start(
                bench,
                TopicCatalogue.EVENTS,
                events,
                (event, readAt) -> told.add(new Told(event.getAsOf().toEpochMilli(), readAt)))) {
      streams.start();
      if (!streams.awaitRunning(PATIENCE)) {
        throw new IllegalStateException("it did not start", streams.failure().orElse(null));
      }
      RawTopicFill.paced(bench, paced);
      end.await(streams);
    }
    print(bench.load(), rate, paced.mostLate(), latencies(BinCloses.of(bench), told));
  }

  /** Returns them in order, ms. */
  private static long[] latencies(BinCloses closes, Collection<Told> told) {
    long delay = EventRules.defaults().delayMs(FeedKind.PROBE);
    return told.stream()
        .flatMapToLong(
            revision ->
                closes.at(revision.asOf() - delay).stream()
                    .map(closedAt -> revision.readAt() - closedAt))
        .sorted()
        .toArray();
  }

  private static void print(ProbeLoad load, double rate, Duration mostLate, long[] latencies) {
    if (latencies.length == 0) {
      throw new IllegalStateException(
          "no event came; give it more than the quiet minutes that a load begins with");
    }
    System.out.printf(
        Locale.ROOT,
        "%,.0f records a second, %,d networks, %d per network and minute: a bin in %.2f s;"
            + " the feed was late by %d ms at most%n%n",
        rate,
        load.networks(),
        load.perMinute(),
        load.networks() * load.perMinute() / rate,
        mostLate.toMillis());
    System.out.println("| event revisions | p50, ms | p95, ms | p99, ms | most, ms |");
    System.out.println("|--:|--:|--:|--:|--:|");
    System.out.printf(
        Locale.ROOT,
        "| %,d | %d | %d | %d | %d |%n",
        latencies.length,
        percentile(latencies, 50),
        percentile(latencies, 95),
        percentile(latencies, 99),
        percentile(latencies, 100));
  }

  /** Returns the least of which so many percent are at most as long. */
  private static long percentile(long[] sorted, int percent) {
    return sorted[(int) Math.ceil(sorted.length * percent / 100.0) - 1];
  }
}
