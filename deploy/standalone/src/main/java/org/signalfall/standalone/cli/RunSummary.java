package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.ingest.IngestSummary;
import org.signalfall.ingest.Rejection;
import org.signalfall.standalone.replay.ReplayResult;

/** Tells a person what came of a replay. */
final class RunSummary {

  private RunSummary() {}

  /** Prints a few lines. */
  static void print(ReplayResult result, PrintWriter out) {
    IngestSummary ingested = result.ingested();
    printRejections(result, out);
    Collection<ConnectivityEvent> events = result.lastRevisions();
    out.printf(
        Locale.ROOT,
        "%,d records in %.1f s, %,d rejected, %,d late; %,d events in %,d revisions%s%n",
        ingested.records(),
        result.took().toMillis() / 1000.0,
        ingested.rejected(),
        ingested.late(),
        events.size(),
        result.revisions().size(),
        events.isEmpty() ? "." : ": " + byCategoryAndStatus(events) + ".");
    out.flush();
  }

  private static void printRejections(ReplayResult result, PrintWriter out) {
    for (Rejection rejection : result.rejections()) {
      out.println("rejected " + rejection.place() + ": " + rejection.reason());
    }
    long untold = result.ingested().rejected() - result.rejections().size();
    if (untold > 0) {
      out.printf(Locale.ROOT, "and %,d more, all in the dead letters%n", untold);
    }
  }

  private static String byCategoryAndStatus(Collection<ConnectivityEvent> events) {
    Map<String, Long> counts =
        events.stream()
            .collect(
                Collectors.groupingBy(
                    event ->
                        (event.getCategory() + " " + event.getStatus()).toLowerCase(Locale.ROOT),
                    TreeMap::new,
                    Collectors.counting()));
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }
}
