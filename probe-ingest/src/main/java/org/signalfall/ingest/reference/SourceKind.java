package org.signalfall.ingest.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.signalfall.ingest.input.InputFiles;

/** What kind of reference file it is, told by its content. */
enum SourceKind {
  RIR("([a-z]+\\|([A-Za-z]{2}|\\*)?\\|(asn|ipv4|ipv6)|[0-9.]+\\|[a-z]+\\|[0-9]*)\\|.*") {
    @Override
    LineFormat lines() {
      return new RirFormat();
    }
  },
  PREFIX2AS("[0-9a-fA-F.:]+\t[0-9]{1,3}\t[0-9_,{}]+") {
    @Override
    LineFormat lines() {
      return new PrefixToAsFormat();
    }
  },
  IPTOASN("[0-9a-fA-F.:]+\t[0-9a-fA-F.:]+\t[0-9]+\t.*") {
    @Override
    LineFormat lines() {
      return new IpToAsnFormat();
    }
  },
  RANGES("\"?[0-9a-fA-F.:]+\"?,\"?[0-9a-fA-F.:]+\"?,.*") {
    @Override
    LineFormat lines() {
      return new RangesFormat();
    }
  },
  MMDB("") {
    @Override
    LineFormat lines() {
      throw new IllegalStateException("a database has no lines");
    }
  };

  private static final byte[] MMDB_METADATA =
      "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);

  /** The specification puts the metadata into the last 128 KiB. */
  private static final int MMDB_END_BYTES = 128 * 1024;

  private static final int BEGIN_BYTES = 64 * 1024;

  private final Pattern line;

  SourceKind(String line) {
    this.line = Pattern.compile(line);
  }

  /** Returns the format of its lines. */
  abstract LineFormat lines();

  /** Returns the name of the kind in a list of sources. */
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the kind of a file, empty when it is none of these. */
  static Optional<SourceKind> of(Path file) throws IOException {
    byte[] begin;
    try (InputStream in = InputFiles.open(file)) {
      begin = in.readNBytes(BEGIN_BYTES);
    }
    if (isMmdb(file)) {
      return Optional.of(MMDB);
    }
    // The first line that any kind knows decides; comments and headings stand before it.
    return new String(begin, StandardCharsets.ISO_8859_1)
        .lines()
        .flatMap(line -> ofLine(line).stream())
        .findFirst();
  }

  private static Optional<SourceKind> ofLine(String text) {
    for (SourceKind kind : values()) {
      if (kind != MMDB && kind.line.matcher(text).matches()) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private static boolean isMmdb(Path file) throws IOException {
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
      byte[] end = new byte[(int) Math.min(MMDB_END_BYTES, content.length())];
      content.seek(content.length() - end.length);
      content.readFully(end);
      ByteBuffer wanted = ByteBuffer.wrap(MMDB_METADATA);
      for (int i = 0; i + MMDB_METADATA.length <= end.length; i++) {
        if (ByteBuffer.wrap(end, i, MMDB_METADATA.length).equals(wanted)) {
          return true;
        }
      }
      return false;
    }
  }
}
