package org.signalfall.ingest;

/** A record of a source together with its event time. */
public sealed interface TimedRecord permits TimedProbe, TimedTraffic, TimedBgp {

  /** Returns the event time in milliseconds since the epoch. */
  long time();

  /** Returns about how many bytes of memory the record takes while it is held. */
  int weight();
}
