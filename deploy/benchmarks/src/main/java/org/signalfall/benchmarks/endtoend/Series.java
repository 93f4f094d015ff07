package org.signalfall.benchmarks.endtoend;

import java.io.IOException;
import java.util.Locale;

/**
 * Sends the same number of records through Signalfall, spread over more and more series, and prints
 * a table in Markdown: time a record, and how many times the first's. Nothing happens to the
 * networks, so that what is compared is updates.
 */
public final class Series {

  private static final int WARM_UP_RECORDS = 200_000;
  private static final int WARM_UP_NETWORKS = 1_000;

  private Series() {}

  /**
   * Runs.
   *
   * @param args records, records per network and minute, and numbers of networks
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 3) {
      System.err.println("series: RECORDS RECORDS_PER_NETWORK_AND_MINUTE NETWORKS...");
      System.exit(2);
    }
    long records = Long.parseLong(args[0]);
    int perMinute = Integer.parseInt(args[1]);
    walk(WARM_UP_RECORDS, WARM_UP_NETWORKS, perMinute);
    System.out.printf(
        Locale.ROOT, "%,d records, %d per network and minute%n%n", records, perMinute);
    System.out.println("| series | bins of each | µs a record | times the first |");
    System.out.println("|--:|--:|--:|--:|");
    double first = 0;
    for (int i = 2; i < args.length; i++) {
      int networks = Integer.parseInt(args[i]);
      double micros = walk(records, networks, perMinute) / 1e3 / records;
      first = first == 0 ? micros : first;
      System.out.printf(
          Locale.ROOT,
          "| %,d | %,.1f | %.1f | %.2f |%n",
          networks,
          (double) records / networks / perMinute,
          micros,
          micros / first);
    }
  }

  private static long walk(long records, int networks, int perMinute)
      throws IOException, InterruptedException {
    ProbeLoad load = ProbeLoad.untilNow(records, networks, perMinute, Blocks.NONE);
    return Turn.of(new SignalfallContender(), load, false).work();
  }
}
