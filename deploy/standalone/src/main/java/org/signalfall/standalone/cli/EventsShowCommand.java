package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.schema.json.EventJson;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.view.EventStory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalfall events show}: one event, from its first revision to its last. */
@Command(
    name = "show",
    description = "Tells one event: what it is, how it went, and what speaks for it.",
    mixinStandardHelpOptions = true)
final class EventsShowCommand implements Runnable {

  @Spec private CommandSpec spec;
  @Mixin private EventSourceOptions source;

  @Parameters(paramLabel = "ID", description = "Id of the event, as events list gives it.")
  private String id;

  @Option(names = "--json", description = "One JSON object per revision, all fields.")
  private boolean json;

  @Override
  public void run() {
    List<ConnectivityEvent> revisions = new ArrayList<>();
    source.readAll(
        TopicCatalogue.EVENTS,
        event -> {
          if (event.getEventId().equals(id)) {
            revisions.add(event);
          }
        });
    if (revisions.isEmpty()) {
      throw new CliException("There is no event " + id + ": see signalfall events list.");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      revisions.forEach(revision -> out.println(EventJson.line(revision)));
    } else {
      EventStory.of(revisions).forEach(out::println);
    }
    out.flush();
  }
}
