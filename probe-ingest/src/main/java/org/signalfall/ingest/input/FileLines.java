package org.signalfall.ingest.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.signalfall.ingest.Rejection;
import org.signalfall.ingest.Rejections;

/**
 * The lines of a file that can be text. Over-long lines, lines with NUL bytes and damaged
 * compression are rejected with their place; blank lines are passed over.
 */
public final class FileLines implements Closeable {

  private final String source;
  private final Path file;
  private final int maxLineBytes;
  private final Rejections rejections;
  private final LineReader lines;

  /**
   * Opens a file.
   *
   * @param source name of the feed, for rejections
   * @param maxLineBytes longest line that is taken, in bytes
   * @throws IOException when it can't be opened; the message is one sentence for a person
   */
  public FileLines(String source, Path file, int maxLineBytes, Rejections rejections)
      throws IOException {
    this(source, file, InputFiles.open(file), maxLineBytes, rejections);
  }

  /**
   * Reads a file that is open already; the stream is closed with the lines.
   *
   * @param source name of the feed, for rejections
   * @param file name of the file, for rejections
   * @param maxLineBytes longest line that is taken, in bytes
   */
  public FileLines(
      String source, Path file, InputStream open, int maxLineBytes, Rejections rejections) {
    this.source = source;
    this.file = file;
    this.maxLineBytes = maxLineBytes;
    this.rejections = rejections;
    this.lines = new LineReader(open, maxLineBytes);
  }

  /** Returns the next line that can be text, or null at the end. */
  public Line next() throws IOException {
    for (Line line = read(); line != null; line = read()) {
      if (line.overlong()) {
        reject(line, "the line is longer than " + maxLineBytes + " bytes");
      } else if (line.hasNul()) {
        reject(line, "the line holds a NUL byte");
      } else if (!line.isBlank()) {
        return line;
      }
    }
    return null;
  }

  /** Rejects a line that isn't a record. */
  public void reject(Line line, String reason) {
    rejections.reject(
        new Rejection(source, place(line.number()), reason, line.bytes(), line.length()));
  }

  /** Returns the place of a line as a person would write it, such as {@code iraq.csv:17}. */
  public String place(long lineNumber) {
    return file + ":" + lineNumber;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private Line read() throws IOException {
    try {
      return lines.next();
    } catch (DamagedInputException e) {
      String place = place(lines.lineNumber());
      rejections.reject(new Rejection(source, place, e.getMessage(), new byte[0], 0));
      return null;
    }
  }
}
