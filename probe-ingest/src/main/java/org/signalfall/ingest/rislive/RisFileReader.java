package org.signalfall.ingest.rislive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.input.FileLines;
import org.signalfall.ingest.input.Line;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.ReadMeter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what collectors heard from one file of messages, one a line. A line that is no message is
 * rejected alone; messages about the connection are counted.
 */
final class RisFileReader implements Closeable {

  /** Longest message that is taken, 1 MiB: an UPDATE has 64 KiB at most, and JSON swells it. */
  static final int MAX_MESSAGE_BYTES = 1 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(RisFileReader.class);

  private final ReadMeter meter;
  private final FileLines lines;
  private final RisFrameParser parser;
  private final RisCounts counts;
  private Line line;

  private RisFileReader(ReadMeter meter, FileLines lines, RisFrameParser parser, RisCounts counts) {
    this.meter = meter;
    this.lines = lines;
    this.parser = parser;
    this.counts = counts;
  }

  /**
   * Opens a file.
   *
   * @throws IOException when it can't be opened; the message is one sentence for a person
   */
  static RisFileReader open(
      String feed, Path file, RisFrameParser parser, RisCounts counts, Rejections rejections)
      throws IOException {
    ReadMeter meter = new ReadMeter();
    FileLines lines = new FileLines(feed, file, meter.open(file), MAX_MESSAGE_BYTES, rejections);
    return new RisFileReader(meter, lines, parser, counts);
  }

  /** Returns what was heard next, or null at the end. */
  RisFrame.Heard next() throws IOException {
    for (line = lines.next(); line != null; line = lines.next()) {
      try {
        RisFrame frame = parser.parse(line.bytes());
        if (frame instanceof RisFrame.Heard heard) {
          return heard;
        }
        pass(frame);
      } catch (MalformedRecordException e) {
        reject(e.getMessage());
      }
    }
    return null;
  }

  /** Rejects the line that {@link #next} returned. */
  void reject(String reason) {
    lines.reject(line, reason);
  }

  /** Returns the bytes that were read of the file as it is, packed or not. */
  long consumed() {
    return meter.bytes();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private void pass(RisFrame frame) {
    if (frame instanceof RisFrame.Control control) {
      counts.add(control.type());
    } else if (frame instanceof RisFrame.ServerError error) {
      counts.add("ris_error");
      LOG.warn("{} tells an error of the server: {}", lines.place(line.number()), error.message());
    }
  }
}
