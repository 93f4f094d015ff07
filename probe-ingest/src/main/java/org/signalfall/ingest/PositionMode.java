package org.signalfall.ingest;

/** What an ingestion makes of positions that were committed before. */
public enum PositionMode {
  /** Goes on behind the last acknowledged record of the same input. */
  RESUME,
  /** Begins anew, and commits positions for whoever resumes. */
  RESTART,
  /** Neither reads positions nor commits any. */
  OFF
}
