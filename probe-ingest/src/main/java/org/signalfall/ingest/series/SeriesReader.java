package org.signalfall.ingest.series;

import java.io.IOException;

/** Reads series of one format. */
@FunctionalInterface
interface SeriesReader {

  /**
   * Reads a file to its end, in the order of the file.
   *
   * @throws IOException when the file as a whole can't be read; the message says why
   */
  void read(SeriesContent content, SampleSink samples) throws IOException;
}
