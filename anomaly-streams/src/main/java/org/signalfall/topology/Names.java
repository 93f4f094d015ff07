package org.signalfall.topology;

import java.util.HashMap;
import java.util.Map;

/**
 * One instance of each of the few names that most records repeat, with its hash known: looking a
 * series up compares five of them, and comparing references doesn't touch what they hold.
 */
final class Names {

  /** Beyond that many, names are not few, and the first ones are as good as the last. */
  private static final int MOST = 4_096;

  private final Map<String, String> known = new HashMap<>();

  /** Returns an equal name, the same instance as for equal names before if it is among the few. */
  String shared(String name) {
    String same = known.get(name);
    if (same != null) {
      return same;
    }
    if (known.size() < MOST) {
      known.put(name, name);
    }
    return name;
  }
}
