package org.signalfall.ingest.ooni;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.input.DamagedInputException;
import org.signalfall.ingest.input.FileLines;
import org.signalfall.ingest.input.InputFiles;

/**
 * Tells by its beginning how an input holds its documents: by lines, unless it begins with an array
 * of objects, with an answer of the API, or with a brace alone on its line.
 */
final class Framing {

  private static final int LOOK_AHEAD = 4 * 1024;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private static final Pattern NESTED =
      Pattern.compile(
          "\\s*+(?:\\[\\s*+(?:[{\\]].*|$)|\\{[ \\t\\r]*+\\n.*|\\{\\s*+\"(?:metadata|results)\"\\s*+:.*)",
          Pattern.DOTALL);

  private Framing() {}

  /**
   * Opens an input.
   *
   * @param source name of the feed, for rejections
   * @param maxBytes longest document that is taken
   * @throws IOException when it can't be opened; the message is one sentence for a person
   */
  static Documents open(String source, Path file, int maxBytes, Rejections rejections)
      throws IOException {
    InputStream in = new BufferedInputStream(InputFiles.open(file), LOOK_AHEAD * 2);
    try {
      skipByteOrderMark(in);
      return NESTED.matcher(beginning(in)).matches()
          ? new NestedDocuments(source, file, in, maxBytes, rejections)
          : new DocumentLines(new FileLines(source, file, in, maxBytes, rejections));
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static void skipByteOrderMark(InputStream in) throws IOException {
    in.mark(BYTE_ORDER_MARK.length);
    for (byte expected : BYTE_ORDER_MARK) {
      if (peekable(in) != (expected & 0xFF)) {
        in.reset();
        return;
      }
    }
  }

  private static int peekable(InputStream in) throws IOException {
    try {
      return in.read();
    } catch (DamagedInputException e) {
      // Told where documents are read.
      return -1;
    }
  }

  private static String beginning(InputStream in) throws IOException {
    in.mark(LOOK_AHEAD);
    byte[] bytes = new byte[LOOK_AHEAD];
    int length = 0;
    for (int b = peekable(in); b >= 0 && length < LOOK_AHEAD; b = peekable(in)) {
      bytes[length++] = (byte) b;
    }
    in.reset();
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
