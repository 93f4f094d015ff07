package org.signalfall.schema.reference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads lines of UTF-8 that must be short, so that no file makes it hold much. */
final class ShortLines {

  /** A line is longer than any of the format's. */
  static final class OverlongException extends IOException {

    private static final long serialVersionUID = 1L;

    OverlongException() {
      super("the line is longer than " + MAX_BYTES + " bytes");
    }
  }

  private static final int MAX_BYTES = 4096;
  private static final int BUFFER = 64 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final byte[] line = new byte[MAX_BYTES];
  private int position;
  private int limit;
  private int number;

  ShortLines(InputStream in) {
    this.in = in;
  }

  /** Returns the next line without its end, or null when there is none. */
  String next() throws IOException {
    if (!fill()) {
      return null;
    }
    number++;
    int length = 0;
    while (fill()) {
      byte b = buffer[position++];
      if (b == '\n') {
        break;
      }
      if (length == MAX_BYTES) {
        throw new OverlongException();
      }
      line[length++] = b;
    }
    return new String(line, 0, length, StandardCharsets.UTF_8);
  }

  /** Returns the number of the line that was read last. */
  int number() {
    return number;
  }

  private boolean fill() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, in.read(buffer));
    }
    return position < limit;
  }
}
