package org.signalfall.ingest;

import java.io.Closeable;
import java.io.IOException;

/** Reads the records of a source in time order. Not safe for use by several threads. */
public interface RecordReader extends Closeable {

  /** Returns the next record in time order, or null at the end. */
  TimedRecord next() throws IOException;

  /** Returns the share read so far, from 0 to 1. */
  double progress();
}
