package org.signalfall.ingest.bmp;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How many messages, statistics and routes of each kind a router sent. */
final class BmpCounts {

  private final Map<String, Long> kinds = new TreeMap<>();

  /** Counts something; kinds are few, since none of their names comes from a router. */
  void add(String kind) {
    kinds.merge(kind, 1L, Long::sum);
  }

  Map<String, Long> byKind() {
    return Collections.unmodifiableMap(kinds);
  }
}
