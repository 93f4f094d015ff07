package org.signalfall.ingest;

import java.util.Optional;
import org.signalfall.avro.FeedKind;

/**
 * Describes a feed: one source of one kind.
 *
 * @param name name of the feed, such as {@code ooni} or {@code series:iraq-2023}
 * @param kind PROBE, BGP or TRAFFIC
 * @param publisher who publishes the data, for attribution
 * @param licence licence of the data, for attribution
 */
public record FeedInfo(
    String name, FeedKind kind, Optional<String> publisher, Optional<String> licence) {

  public FeedInfo {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a feed needs a name");
    }
    if (kind == FeedKind.UNKNOWN) {
      throw new IllegalArgumentException("feed " + name + " is of kind " + kind);
    }
  }
}
