package org.signalfall.benchmarks.endtoend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.signalfall.benchmarks.Median;

/**
 * Lets the contenders go through the same raw topic by turns, with the broker on the same cores,
 * and prints a table in Markdown: how long the start took and records a second from the first
 * record on, medians of the rounds, and each contender's share of the first. Processor time is what
 * other work on the machine changes least.
 */
public final class EndToEnd {

  private static final String USAGE =
      "end-to-end: [--separate-broker] RECORDS NETWORKS RECORDS_PER_NETWORK_AND_MINUTE ROUNDS";

  private EndToEnd() {}

  /**
   * Runs.
   *
   * @param args whether brokers are a process of their own; records, networks, records per network
   *     and minute, an odd number of rounds
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(args));
    boolean separate = words.remove("--separate-broker");
    if (words.size() != 4) {
      System.err.println(USAGE);
      System.exit(2);
    }
    long records = Long.parseLong(words.get(0));
    int networks = Integer.parseInt(words.get(1));
    int perMinute = Integer.parseInt(words.get(2));
    int rounds = Integer.parseInt(words.get(3));
    if (rounds % 2 == 0) {
      System.err.println("end-to-end: the median is of an odd number of rounds, not " + rounds);
      System.exit(2);
    }
    double minutes = (double) records / ((long) networks * perMinute);
    ProbeLoad load = ProbeLoad.untilNow(records, networks, perMinute, Blocks.from(minutes * 2 / 3));
    print(load, race(load, separate, rounds));
  }

  private static Map<String, List<Timing>> race(ProbeLoad load, boolean separate, int rounds)
      throws IOException, InterruptedException {
    List<Contender> contenders = new ArrayList<>();
    contenders.add(new ForeachContender());
    contenders.add(new WindowContender());
    FlinkContender.start().ifPresent(contenders::add);
    contenders.add(new SignalfallContender());
    Map<String, List<Timing>> times = new LinkedHashMap<>();
    try {
      for (int round = 1; round <= rounds; round++) {
        for (Contender contender : contenders) {
          Timing timing = Turn.of(contender, load, separate);
          times.computeIfAbsent(contender.name(), none -> new ArrayList<>()).add(timing);
          System.err.printf(
              Locale.ROOT,
              "round %d, %s: %.1f s after a start of %.1f s, %.1f s of processor time%n",
              round,
              contender.name(),
              timing.work() / 1e9,
              timing.start() / 1e9,
              timing.processor() / 1e9);
        }
      }
    } finally {
      contenders.forEach(Contender::close);
    }
    return times;
  }

  private static void print(ProbeLoad load, Map<String, List<Timing>> times) {
    System.out.printf(
        Locale.ROOT,
        "%,d records, %,d networks, %d per network and minute%n%n",
        load.records(),
        load.networks(),
        load.perMinute());
    System.out.println(
        "| | start, s | records a second | share of the first | processor, µs a record |");
    System.out.println("|---|--:|--:|--:|--:|");
    double first = 0;
    for (Map.Entry<String, List<Timing>> entry : times.entrySet()) {
      double start = median(entry.getValue(), Timing::start) / 1e9;
      double rate = load.records() / (median(entry.getValue(), Timing::work) / 1e9);
      first = first == 0 ? rate : first;
      double processor = median(entry.getValue(), Timing::processor) / 1e3 / load.records();
      System.out.printf(
          Locale.ROOT,
          "| %s | %.1f | %,.0f | %.2f | %.2f |%n",
          entry.getKey(),
          start,
          rate,
          rate / first,
          processor);
    }
  }

  private static long median(List<Timing> timings, ToLongFunction<Timing> part) {
    return Median.of(timings.stream().map(part::applyAsLong).toList());
  }
}
