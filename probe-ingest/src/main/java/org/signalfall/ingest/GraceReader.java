package org.signalfall.ingest;

import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Puts records back into time order that a source gives at most a grace behind the latest of its
 * own. Holds the records of one grace, but no more than {@link #MAX_HELD_BYTES} of them; what comes
 * later than that passes as it is, out of order.
 */
final class GraceReader implements RecordReader {

  private static final long MAX_HELD_BYTES = 32L << 20;

  private record Held(TimedRecord record, long arrival) {}

  private final RecordReader reader;
  private final long graceMs;
  private final PriorityQueue<Held> held =
      new PriorityQueue<>(
          Comparator.<Held>comparingLong(item -> item.record().time())
              .thenComparingLong(Held::arrival));
  private long latest = Long.MIN_VALUE;
  private long heldBytes;
  private long arrivals;
  private boolean ended;

  GraceReader(RecordReader reader, long graceMs) {
    this.reader = reader;
    this.graceMs = graceMs;
  }

  @Override
  public TimedRecord next() throws IOException {
    while (!ended && heldBytes < MAX_HELD_BYTES && !earliestIsSettled()) {
      take();
    }
    Held earliest = held.poll();
    if (earliest == null) {
      return null;
    }
    heldBytes -= earliest.record().weight();
    return earliest.record();
  }

  @Override
  public double progress() {
    return reader.progress();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** Nothing within grace can come before the earliest any more. */
  private boolean earliestIsSettled() {
    return !held.isEmpty() && held.peek().record().time() <= latest - graceMs;
  }

  private void take() throws IOException {
    TimedRecord record = reader.next();
    if (record == null) {
      ended = true;
      return;
    }
    latest = Math.max(latest, record.time());
    heldBytes += record.weight();
    held.add(new Held(record, arrivals++));
  }
}
