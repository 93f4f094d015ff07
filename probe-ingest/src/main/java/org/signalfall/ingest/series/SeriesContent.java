package org.signalfall.ingest.series;

import java.io.InputStream;
import java.nio.file.Path;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.input.FileLines;

/**
 * An open file of series.
 *
 * @param source name of the feed, for rejections
 * @param file name of the file, for rejections
 * @param in what it holds, unpacked
 * @param rejections gets what is no sample
 */
record SeriesContent(String source, Path file, InputStream in, Rejections rejections) {

  /** Longest line that is taken: 1 MiB. */
  private static final int MAX_LINE_BYTES = 1 << 20;

  /** Returns the lines of the file. */
  FileLines lines() {
    return new FileLines(source, file, in, MAX_LINE_BYTES, rejections);
  }
}
