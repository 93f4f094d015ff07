package org.signalfall.ingest.reference;

import java.io.IOException;
import org.signalfall.ingest.input.MalformedRecordException;

/** Reads one kind of text file, line by line. */
@FunctionalInterface
interface LineFormat {

  /**
   * Takes what a line says; a line that says nothing on purpose is passed over.
   *
   * @param number line number, from 1
   * @throws MalformedRecordException when the line isn't of the format
   */
  void read(String line, int number, Layer layer) throws MalformedRecordException, IOException;
}
