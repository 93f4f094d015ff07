package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.schema.json.EventJson;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.view.EventTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalfall events list}: the latest revision of each event. */
@Command(
    name = "list",
    description = "Lists events as they stand now, by when they began, parts below their whole.",
    mixinStandardHelpOptions = true)
final class EventsListCommand implements Runnable {

  @Spec private CommandSpec spec;
  @Mixin private EventSourceOptions source;
  @Mixin private EventFilter filter;

  @Option(names = "--json", description = "One JSON object per event, all fields.")
  private boolean json;

  @Override
  public void run() {
    Map<String, ConnectivityEvent> latest = new HashMap<>();
    source.readAll(
        TopicCatalogue.EVENTS_LATEST,
        event ->
            latest.merge(
                event.getEventId(),
                event,
                (known, next) -> next.getRevision() > known.getRevision() ? next : known));
    List<ConnectivityEvent> asked =
        latest.values().stream()
            .filter(filter::accepts)
            .sorted(
                Comparator.comparing((ConnectivityEvent event) -> event.getOnset().getEarliest())
                    .thenComparing(ConnectivityEvent::getEventId))
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      asked.forEach(event -> out.println(EventJson.line(event)));
    } else {
      EventTable.of(asked).forEach(out::println);
    }
    out.flush();
  }
}
