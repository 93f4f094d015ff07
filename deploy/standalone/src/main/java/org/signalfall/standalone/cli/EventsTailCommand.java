package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.schema.json.EventJson;
import org.signalfall.standalone.view.EventLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalfall events tail}: prints event revisions as they are committed. */
@Command(
    name = "tail",
    description = "Prints event revisions as they come, committed ones only, until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class EventsTailCommand implements Callable<Integer> {

  private static final Duration WAIT = Duration.ofMillis(500);

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;

  @Option(names = "--json", description = "One JSON object per line, all fields.")
  private boolean json;

  @Option(names = "--from-beginning", description = "Begin with the oldest revision kept.")
  private boolean fromBeginning;

  @Option(names = "--once", description = "End when what is there now has been printed.")
  private boolean once;

  @Override
  public Integer call() {
    try (CtrlC ctrlC = new CtrlC();
        CommittedEvents events = new CommittedEvents(cluster.clientWithRegistry(), fromBeginning)) {
      while (!ctrlC.asked() && !(once && events.reachedEnd())) {
        print(events.poll(WAIT));
      }
    }
    return ExitCode.OK;
  }

  private void print(List<ConnectivityEvent> revisions) {
    PrintWriter out = spec.commandLine().getOut();
    for (ConnectivityEvent revision : revisions) {
      out.println(json ? EventJson.line(revision) : EventLine.of(revision));
    }
    out.flush();
  }
}
