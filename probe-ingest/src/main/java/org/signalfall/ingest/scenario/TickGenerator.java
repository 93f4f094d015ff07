package org.signalfall.ingest.scenario;

import java.util.List;
import org.signalfall.ingest.TimedRecord;

/** Generates a scenario tick by tick. Ticks must be asked for in order, each once. */
interface TickGenerator {

  /** Length of a tick in milliseconds. */
  long TICK_MILLIS = 300_000;

  /** Returns the records of the tick that begins then, in time order. */
  List<TimedRecord> tick(long start);
}
