package org.signalfall.ingest.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a decompressor gives; tells damage to the data in one way, whatever the format. */
final class Unpacked extends FilterInputStream {

  Unpacked(InputStream decompressor) {
    super(decompressor);
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException | RuntimeException e) {
      // Decompressors run over the end of their tables when a block is damaged.
      throw new DamagedInputException(e);
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return super.read(bytes, offset, length);
    } catch (IOException | RuntimeException e) {
      throw new DamagedInputException(e);
    }
  }
}
