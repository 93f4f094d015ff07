package org.signalfall.ingest.ooni;

import java.io.IOException;
import org.signalfall.ingest.input.FileLines;
import org.signalfall.ingest.input.Line;

/** One document a line, so that a damaged one costs no other. */
record DocumentLines(FileLines lines) implements Documents {

  @Override
  public Line next() throws IOException {
    return lines.next();
  }

  @Override
  public void reject(Line document, String reason) {
    lines.reject(document, reason);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
