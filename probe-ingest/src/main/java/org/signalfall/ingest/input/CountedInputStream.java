package org.signalfall.ingest.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that are read in pieces, as unpacking does. */
public final class CountedInputStream extends FilterInputStream {

  private long count;

  public CountedInputStream(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    count += Math.max(0, read);
    return read;
  }

  /** Returns how many bytes were read. */
  public long count() {
    return count;
  }
}
