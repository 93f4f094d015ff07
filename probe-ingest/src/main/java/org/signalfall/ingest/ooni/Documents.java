package org.signalfall.ingest.ooni;

import java.io.Closeable;
import java.io.IOException;
import org.signalfall.ingest.input.Line;

/** Gives the JSON documents of an input one by one, and rejects those that are none. */
interface Documents extends Closeable {

  /** Returns the next document, numbered by the line that it begins on, or null at the end. */
  Line next() throws IOException;

  /** Rejects a document that isn't a measurement. */
  void reject(Line document, String reason);
}
