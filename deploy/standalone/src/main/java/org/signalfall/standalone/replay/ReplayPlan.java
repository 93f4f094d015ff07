package org.signalfall.standalone.replay;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.signalfall.avro.Origin;
import org.signalfall.ingest.Source;

/**
 * What to replay.
 *
 * @param sources where the records come from, at least one
 * @param origin what every record says about why it exists
 * @param grace how far behind its feed's time a record may come and still count
 */
public record ReplayPlan(List<Source> sources, Origin origin, Duration grace) {

  public ReplayPlan {
    sources = List.copyOf(sources);
  }

  /** Returns the names of the feeds. */
  Set<String> feeds() {
    return sources.stream().map(source -> source.feed().name()).collect(Collectors.toSet());
  }
}
