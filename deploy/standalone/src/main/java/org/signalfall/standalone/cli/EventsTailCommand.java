package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.schema.topic.TopicCatalogue;
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

  @Spec private CommandSpec spec;
  @Mixin private EventSourceOptions source;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "summary",
      description =
          "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). Alerts of open events are"
              + " written again every minute.")
  private EventFormat format;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  @Option(names = "--from-beginning", description = "Begin with the oldest revision kept.")
  private boolean fromBeginning;

  @Option(names = "--once", description = "End when what is there now has been printed.")
  private boolean once;

  @Override
  public Integer call() {
    if (json) {
      format = EventFormat.JSON;
    }
    if (source.isCluster()) {
      follow();
    } else {
      source.readAll(TopicCatalogue.EVENTS, this::print);
      out().flush();
    }
    return ExitCode.OK;
  }

  private void follow() {
    OpenAlerts alerts = new OpenAlerts(Instant.now());
    try (CtrlC ctrlC = new CtrlC();
        EventTopic events = source.open(TopicCatalogue.EVENTS)) {
      if (fromBeginning) {
        events.fromBeginning();
      }
      while (!ctrlC.asked() && !(once && events.isRead())) {
        events.poll(
            event -> {
              alerts.note(event);
              print(event);
            });
        if (format == EventFormat.ALERTMANAGER) {
          alerts.due(Instant.now()).ifPresent(out()::println);
        }
        out().flush();
      }
    }
  }

  private void print(ConnectivityEvent event) {
    format.line(event).ifPresent(out()::println);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
