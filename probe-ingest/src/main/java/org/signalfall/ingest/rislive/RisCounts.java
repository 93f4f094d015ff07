package org.signalfall.ingest.rislive;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How many messages of each type went by. */
final class RisCounts {

  /** Types that are told apart: names come from outside. */
  private static final int MAX_TYPES = 64;

  private static final String OTHERS = "others";

  private final Map<String, Long> types = new TreeMap<>();

  /** Counts something of a type. */
  void add(String type) {
    String name = types.containsKey(type) || types.size() < MAX_TYPES ? type : OTHERS;
    types.merge(name, 1L, Long::sum);
  }

  /** Returns the counts by type. */
  Map<String, Long> byType() {
    return Collections.unmodifiableMap(types);
  }
}
