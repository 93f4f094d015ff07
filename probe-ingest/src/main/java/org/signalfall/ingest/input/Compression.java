package org.signalfall.ingest.input;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** How input is compressed, told by its first bytes, whatever its name. */
enum Compression {
  /** RFC 1952, any number of members. */
  GZIP("1f8b") {
    @Override
    InputStream unpack(InputStream in) throws IOException {
      // The JDK's own stream stops at the end of a member when a pipe has nothing at hand just
      // then.
      return GzipCompressorInputStream.builder()
          .setInputStream(in)
          .setDecompressConcatenated(true)
          .setBufferSize(BUFFER)
          .get();
    }
  },
  /** Any number of streams. */
  BZIP2("425a68") {
    @Override
    InputStream unpack(InputStream in) throws IOException {
      return new BZip2CompressorInputStream(in, true);
    }
  },
  /** RFC 8878, any number of frames. */
  ZSTD("28b52ffd") {
    @Override
    InputStream unpack(InputStream in) throws IOException {
      return new ZstdInputStream(in);
    }
  },
  NONE("") {
    @Override
    InputStream unpack(InputStream in) {
      return in;
    }
  };

  private static final int BUFFER = 64 * 1024;

  private final String firstBytes;

  Compression(String firstBytes) {
    this.firstBytes = firstBytes;
  }

  /** Returns the stream without its compression. */
  abstract InputStream unpack(InputStream in) throws IOException;

  /** Looks at the first bytes of a stream that can be marked, and leaves them unread. */
  static Compression of(InputStream in) throws IOException {
    for (Compression compression : values()) {
      if (compression.begins(in)) {
        return compression;
      }
    }
    return NONE;
  }

  private boolean begins(InputStream in) throws IOException {
    byte[] wanted = HexFormat.of().parseHex(firstBytes);
    in.mark(wanted.length + 1);
    byte[] found = in.readNBytes(wanted.length);
    in.reset();
    return Arrays.equals(wanted, found);
  }
}
