package org.signalfall.ingest.input;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.signalfall.ingest.Rejection;

/**
 * Splits bytes into lines that end in LF or CRLF, and never holds more of a line than its limit:
 * the rest of an over-long line is counted and dropped.
 */
public final class LineReader implements Closeable {

  private static final int BUFFER = 64 * 1024;

  private final InputStream in;
  private final int maxLineBytes;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private long number;

  /**
   * Reads lines.
   *
   * @param in what to read; closed with the reader
   * @param maxLineBytes longest line that is kept whole, in bytes
   */
  public LineReader(InputStream in, int maxLineBytes) {
    this.in = in;
    this.maxLineBytes = maxLineBytes;
  }

  /**
   * Returns the next line, or null at the end.
   *
   * @throws IOException when reading fails; lines before it were returned
   */
  public Line next() throws IOException {
    if (!fill()) {
      return null;
    }
    number++;
    ByteArrayOutputStream held = new ByteArrayOutputStream(256);
    long length = 0;
    boolean ended = false;
    while (!ended && fill()) {
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      ended = end < limit;
      length += end - position;
      hold(held, end);
      position = ended ? end + 1 : end;
    }
    return line(held.toByteArray(), length);
  }

  /** Returns the number of the line that was read last, or that could not be read to its end. */
  public long lineNumber() {
    return number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void hold(ByteArrayOutputStream held, int end) {
    int room = maxLineBytes + 1 - held.size();
    held.write(buffer, position, Math.min(room, end - position));
  }

  private Line line(byte[] held, long length) {
    boolean carriageReturn = length == held.length && length > 0 && held[held.length - 1] == '\r';
    int keep = carriageReturn ? held.length - 1 : held.length;
    boolean overlong = keep > maxLineBytes;
    if (overlong) {
      keep = Math.min(keep, Rejection.MAX_BYTES);
    }
    byte[] bytes = keep == held.length ? held : Arrays.copyOf(held, keep);
    return new Line(number, bytes, carriageReturn ? length - 1 : length, overlong);
  }

  private boolean fill() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, in.read(buffer));
    }
    return position < limit;
  }
}
