package org.signalfall.evaluate.rule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** The median of the bins of the last so many milliseconds. */
final class RunningMedian {

  private final long window;
  private final Deque<BinSeries.Bin> bins = new ArrayDeque<>();
  private final List<Double> sorted = new ArrayList<>();

  RunningMedian(long window) {
    this.window = window;
  }

  /** Drops what is too old for a bin that starts then. */
  void forget(long start) {
    while (!bins.isEmpty() && bins.peekFirst().start() < start - window) {
      sorted.remove(Collections.binarySearch(sorted, bins.removeFirst().value()));
    }
  }

  void add(BinSeries.Bin bin) {
    bins.addLast(bin);
    int at = Collections.binarySearch(sorted, bin.value());
    sorted.add(at < 0 ? -at - 1 : at, bin.value());
  }

  int size() {
    return sorted.size();
  }

  /** Returns the upper median. */
  double value() {
    return sorted.get(sorted.size() / 2);
  }
}
