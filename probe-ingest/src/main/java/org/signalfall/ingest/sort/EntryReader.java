package org.signalfall.ingest.sort;

import java.io.Closeable;
import java.io.IOException;

/** Reads encoded records in their order. */
interface EntryReader extends Closeable {

  /** Returns the next entry, or null at the end. */
  byte[] next() throws IOException;
}
