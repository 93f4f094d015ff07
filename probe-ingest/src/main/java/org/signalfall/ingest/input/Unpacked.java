package org.signalfall.ingest.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.CompressorInputStream;

/**
 * What a decompressor gives; tells damage to the data in one way, whatever the format, and only
 * after everything before the damage was given.
 */
final class Unpacked extends FilterInputStream {

  private DamagedInputException damage;

  Unpacked(InputStream decompressor) {
    super(decompressor);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (damage != null) {
      throw damage;
    }
    long before = unpackedBytes();
    try {
      return super.read(bytes, offset, length);
    } catch (IOException | RuntimeException e) {
      // Decompressors run over the end of their tables when a block is damaged.
      damage = new DamagedInputException(e);
      int whole = (int) (unpackedBytes() - before);
      if (whole == 0) {
        throw damage;
      }
      return whole;
    }
  }

  /** A decompressor that fails has filled the reader's array up to here, but doesn't say so. */
  private long unpackedBytes() {
    return in instanceof CompressorInputStream decompressor ? decompressor.getBytesRead() : 0;
  }
}
