package org.signalfall.evaluate.rule;

import java.util.ArrayList;
import java.util.List;

/** Collects alarms while bins go by. */
final class Rises {

  private final List<Alarm> alarms = new ArrayList<>();
  private long from;
  private long detectedAt;
  private boolean open;

  boolean isOpen() {
    return open;
  }

  void open(long since, BinSeries.Bin decided) {
    from = since;
    detectedAt = decided.end();
    open = true;
  }

  void close(long at) {
    alarms.add(new Alarm(from, at, detectedAt));
    open = false;
  }

  /** Returns all alarms; one that is open stays so. */
  List<Alarm> all() {
    if (open) {
      close(Long.MAX_VALUE);
    }
    return List.copyOf(alarms);
  }
}
