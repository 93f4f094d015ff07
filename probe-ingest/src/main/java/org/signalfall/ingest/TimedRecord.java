package org.signalfall.ingest;

/** A record of a source together with its event time. */
public sealed interface TimedRecord permits TimedProbe, TimedTraffic {

  /** Returns the event time in milliseconds since the epoch. */
  long time();
}
