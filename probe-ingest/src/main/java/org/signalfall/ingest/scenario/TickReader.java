package org.signalfall.ingest.scenario;

import java.util.Iterator;
import java.util.List;
import org.signalfall.ingest.RecordReader;
import org.signalfall.ingest.TimedRecord;

/** Reads what a generator makes, holding one tick in memory. */
final class TickReader implements RecordReader {

  private final TickGenerator generator;
  private final long from;
  private final long to;
  private long nextTick;
  private Iterator<TimedRecord> tick = List.<TimedRecord>of().iterator();

  TickReader(TickGenerator generator, Period period) {
    this.generator = generator;
    this.from = period.from().toEpochMilli();
    this.to = period.to().toEpochMilli();
    this.nextTick = from;
  }

  @Override
  public TimedRecord next() {
    while (!tick.hasNext()) {
      if (nextTick >= to) {
        return null;
      }
      tick = generator.tick(nextTick).iterator();
      nextTick += TickGenerator.TICK_MILLIS;
    }
    return tick.next();
  }

  @Override
  public double progress() {
    return (double) (nextTick - from) / (to - from);
  }

  @Override
  public void close() {}
}
