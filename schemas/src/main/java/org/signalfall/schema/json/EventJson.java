package org.signalfall.schema.json;

import java.util.Set;
import org.signalfall.avro.ConnectivityEvent;

/**
 * An event revision as one line of JSON: fields named and ordered as in the Avro schema, times as
 * ISO-8601 in UTC, enums as strings, nulls spelt out, no union wrapping.
 */
public final class EventJson {

  private EventJson() {}

  /** Returns the revision on one line, without a line end. */
  public static String line(ConnectivityEvent event) {
    return AvroJson.line(event, Set.of());
  }

  /**
   * Reads a line that {@link #line} wrote, in this version of the contract or another.
   *
   * @throws MalformedEventException when the line is no event, saying why
   */
  public static ConnectivityEvent read(String line) throws MalformedEventException {
    return (ConnectivityEvent) JsonAvro.read(line, ConnectivityEvent.getClassSchema());
  }
}
