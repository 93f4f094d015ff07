package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.signalfall.runtime.watchdog.FeedFigures;
import org.signalfall.runtime.watchdog.Watchdog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalfall watchdog}: says in band which feeds have fallen silent. */
@Command(
    name = "watchdog",
    description = {
      "Notices feeds that have fallen silent or speak again, and says so in the raw topics, until"
          + " Ctrl-C.",
      "Run one per cluster. Prints how late each feed is."
    },
    mixinStandardHelpOptions = true)
final class WatchdogCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;

  @Option(
      names = "--stall-after",
      paramLabel = "DURATION",
      defaultValue = "10m",
      converter = DurationConverter.class,
      description = "How long a lane may promise nothing (default: ${DEFAULT-VALUE}).")
  private Duration stallAfter;

  @Option(
      names = "--print-every",
      paramLabel = "DURATION",
      defaultValue = "1m",
      converter = DurationConverter.class,
      description = "How often to print each feed's figures (default: ${DEFAULT-VALUE}).")
  private Duration printEvery;

  @Option(
      names = "--once",
      description = "Print what the last day tells of each feed, say nothing in band, and end.")
  private boolean once;

  @Override
  public Integer call() throws InterruptedException {
    try (CtrlC ctrlC = new CtrlC();
        Watchdog watchdog = new Watchdog(cluster.clientWithRegistry(), stallAfter)) {
      watchdog.learn();
      print(watchdog.figures());
      if (!once) {
        watch(watchdog, ctrlC);
      }
    }
    return ExitCode.OK;
  }

  private void watch(Watchdog watchdog, CtrlC ctrlC) throws InterruptedException {
    long[] printed = {System.nanoTime()};
    try {
      UntilCtrlC.run(
          List.of(watchdog::run),
          ctrlC,
          () -> {
            if (System.nanoTime() - printed[0] >= printEvery.toNanos()) {
              print(watchdog.figures());
              printed[0] = System.nanoTime();
            }
          });
    } catch (ExecutionException e) {
      throw new CliException("The watchdog failed: " + OneSentence.of(e.getCause()), e.getCause());
    }
  }

  private void print(List<FeedFigures> figures) {
    PrintWriter out = spec.commandLine().getOut();
    if (figures.isEmpty()) {
      out.println("No feed has been heard of.");
    }
    figures.forEach(feed -> out.println(feed.line()));
    out.flush();
  }
}
