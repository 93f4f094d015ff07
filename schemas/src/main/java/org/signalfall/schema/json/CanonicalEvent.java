package org.signalfall.schema.json;

import java.util.Comparator;
import java.util.Set;
import org.signalfall.avro.ConnectivityEvent;

/**
 * The form of an event revision that any replay of the same records has to reproduce byte for byte:
 * its JSON without what depends on the run, namely the wall clock at emission and the places of the
 * evidence in Kafka.
 */
public final class CanonicalEvent {

  /** Order of revisions that does not depend on how they were partitioned. */
  public static final Comparator<ConnectivityEvent> ORDER =
      Comparator.comparing(ConnectivityEvent::getAsOf)
          .thenComparing(ConnectivityEvent::getEventId)
          .thenComparingInt(ConnectivityEvent::getRevision);

  private static final Set<String> DEPENDS_ON_RUN = Set.of("emitted_at", "locators");

  private CanonicalEvent() {}

  /** Returns the canonical form of the revision on one line, without a line end. */
  public static String line(ConnectivityEvent event) {
    return AvroJson.line(event, DEPENDS_ON_RUN);
  }
}
