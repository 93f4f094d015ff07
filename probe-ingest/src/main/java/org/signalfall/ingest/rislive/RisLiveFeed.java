package org.signalfall.ingest.rislive;

import java.util.List;
import java.util.Optional;
import org.signalfall.avro.FeedKind;
import org.signalfall.ingest.FeedInfo;

/** Describes the feed of some collectors of RIPE RIS. */
final class RisLiveFeed {

  private static final String NAME = "ris-live";

  private RisLiveFeed() {}

  /** Returns {@code ris-live}, followed by the collectors when it isn't all of them. */
  static FeedInfo of(List<String> collectors) {
    String name =
        collectors.isEmpty()
            ? NAME
            : NAME + ":" + String.join("+", collectors.stream().distinct().sorted().toList());
    return new FeedInfo(name, FeedKind.BGP, Optional.of("RIPE NCC"), Optional.empty());
  }
}
