package org.signalfall.ingest.ooni;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.signalfall.ingest.FeedInfo;
import org.signalfall.ingest.Rejection;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.input.DamagedInputException;
import org.signalfall.ingest.input.InputFiles;
import org.signalfall.ingest.input.Line;
import org.signalfall.ingest.input.LineReader;

/** A file with one JSON document over many lines, told by an opening brace alone on the first. */
final class PrettyDocument {

  private static final int FIRST_LINE_BYTES = 64;

  private final Path file;
  private final byte[] text;

  private PrettyDocument(Path file, byte[] text) {
    this.file = file;
    this.text = text;
  }

  static boolean isOne(Path file) throws IOException {
    try (LineReader lines = new LineReader(InputFiles.open(file), FIRST_LINE_BYTES)) {
      Line first = lines.next();
      return first != null && new String(first.bytes(), StandardCharsets.UTF_8).strip().equals("{");
    } catch (DamagedInputException e) {
      // Damaged compression is reported where lines are read.
      return false;
    }
  }

  /** Reads at most so many bytes of a file; a longer document is cut, and so isn't valid JSON. */
  static PrettyDocument read(Path file, int maxBytes) throws IOException {
    try (InputStream in = InputFiles.open(file)) {
      return new PrettyDocument(file, in.readNBytes(maxBytes));
    }
  }

  byte[] text() {
    return text;
  }

  void reject(FeedInfo feed, String reason, Rejections rejections) {
    rejections.reject(new Rejection(feed.name(), file + ":1", reason, text, text.length));
  }
}
