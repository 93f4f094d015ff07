package org.signalfall.standalone.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.evaluate.report.TextTable;

/** Events as a table for a person, parts below their whole. */
public final class EventTable {

  private static final String PART = "  ";

  private EventTable() {}

  /**
   * Returns the table line by line.
   *
   * @param events latest revisions, in the order that they are to have
   */
  public static List<String> of(Collection<ConnectivityEvent> events) {
    TextTable table =
        TextTable.ofWords("EVENT", "STATUS", "KIND", "WHERE", "SINCE", "UNTIL", "SEVERITY", "SURE");
    Set<String> ids =
        events.stream().map(ConnectivityEvent::getEventId).collect(Collectors.toSet());
    for (ConnectivityEvent event : events) {
      if (event.getParentId() == null || !ids.contains(event.getParentId())) {
        addWithParts(table, event, events, "", new ArrayList<>());
      }
    }
    return table.lines();
  }

  private static void addWithParts(
      TextTable table,
      ConnectivityEvent event,
      Collection<ConnectivityEvent> events,
      String indent,
      List<String> above) {
    table.row(
        indent + event.getEventId(),
        event.getStatus().name(),
        event.getKind().name(),
        EventLine.scope(event),
        EventLine.minute(event.getOnset().getEarliest()),
        until(event),
        Integer.toString(event.getSeverity()),
        event.getConfidence().name().toLowerCase(Locale.ROOT));
    above.add(event.getEventId());
    for (ConnectivityEvent part : events) {
      boolean isPart = event.getEventId().equals(part.getParentId());
      if (isPart && !above.contains(part.getEventId())) {
        addWithParts(table, part, events, indent + PART, above);
      }
    }
  }

  private static String until(ConnectivityEvent event) {
    if (event.getEnded() == null) {
      return "";
    }
    return event.getEnded().getLatest() == null
        ? "unobserved"
        : EventLine.minute(event.getEnded().getLatest());
  }
}
