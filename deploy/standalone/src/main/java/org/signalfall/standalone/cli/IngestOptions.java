package org.signalfall.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.signalfall.avro.Origin;
import org.signalfall.ingest.IngestConfig;
import org.signalfall.ingest.IngestSummary;
import org.signalfall.ingest.PositionMode;
import org.signalfall.ingest.Source;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.view.IngestMeter;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How files are sent to a given cluster. */
final class IngestOptions {

  @Option(
      names = "--origin",
      paramLabel = "ORIGIN",
      defaultValue = "REPLAY",
      description = "LIVE, REPLAY, SHADOW or SYNTHETIC (default: ${DEFAULT-VALUE}).")
  private Origin origin;

  @Option(
      names = "--grace",
      paramLabel = "DURATION",
      defaultValue = "1m",
      converter = DurationConverter.class,
      description = "How far out of order records may come (default: ${DEFAULT-VALUE}).")
  private Duration grace;

  @Option(
      names = "--again",
      description = "Send anew what an earlier run of the same input has sent.")
  private boolean again;

  /** Returns options that a command has read itself. */
  static IngestOptions of(Origin origin, Duration grace, boolean again) {
    IngestOptions options = new IngestOptions();
    options.origin = origin;
    options.grace = grace;
    options.again = again;
    return options;
  }

  /**
   * Sends everything and says how much it was. Input that an earlier run has sent in part is gone
   * on with, unless it is to be sent again.
   */
  void send(List<Source> sources, ClusterOptions cluster, CommandLine command)
      throws IOException, InterruptedException {
    Map<String, Object> config = cluster.clientWithRegistry();
    config.put(IngestConfig.ORIGIN, origin.name());
    config.put(IngestConfig.GRACE_MS, grace.toMillis());
    config.put(IngestConfig.PARTITIONS, RawPartitions.of(cluster));
    config.put(IngestConfig.POSITION, (again ? PositionMode.RESTART : PositionMode.RESUME).name());
    try (CtrlC ctrlC = new CtrlC();
        IngestMeter meter = IngestMeter.of(command.getErr(), System.console(), System.getenv())) {
      IngestSummary sent = new IngestRun(new IngestConfig(config), sources, ctrlC).run(meter);
      meter.close();
      tell(sent, command.getOut());
      if (sent.records() == 0) {
        throw new CliException("There was nothing readable in the input.");
      }
    }
  }

  private static void tell(IngestSummary sent, PrintWriter out) {
    if (sent.allWrittenBefore()) {
      out.printf(
          Locale.ROOT,
          "All %,d records of this input had been sent before; --again sends them anew.%n",
          sent.records());
    } else {
      out.printf(
          Locale.ROOT,
          "%,d records sent%s, %,d rejected to %s, %,d late.%n",
          sent.records(),
          sent.resumedAfter() == 0
              ? ""
              : String.format(Locale.ROOT, ", %,d of them before", sent.resumedAfter()),
          sent.rejected(),
          TopicCatalogue.DEAD_LETTER,
          sent.late());
    }
    out.flush();
  }
}
