package org.signalfall.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The middle one of an odd number of measurements. */
public final class Median {

  private Median() {}

  /** Returns it. */
  public static long of(List<Long> measurements) {
    List<Long> sorted = new ArrayList<>(measurements);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
