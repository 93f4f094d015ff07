package org.signalfall.ingest.ooni;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.input.DamagedInputException;
import org.signalfall.ingest.input.FileLines;

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
   * Looks at the beginning of an input.
   *
   * @param source name of the feed, for rejections
   * @param file name of the file, for rejections
   * @param in what the file holds, unpacked; closed with the documents
   * @param maxBytes longest document that is taken
   * @throws IOException when it can't be read; the message is one sentence for a person
   */
  static Documents open(
      String source, Path file, InputStream in, int maxBytes, Rejections rejections)
      throws IOException {
    try {
      byte[] beginning = new byte[LOOK_AHEAD];
      int length = 0;
      InputStream rest = in;
      try {
        int read = in.read(beginning, 0, LOOK_AHEAD);
        while (read > 0) {
          length += read;
          read = in.read(beginning, length, LOOK_AHEAD - length);
        }
      } catch (DamagedInputException e) {
        rest = new Damaged(in, e);
      }
      int start = startsWithMark(beginning) ? BYTE_ORDER_MARK.length : 0;
      InputStream begun = new ByteArrayInputStream(beginning, start, length - start);
      InputStream all = new SequenceInputStream(begun, rest);
      String text = new String(beginning, start, length - start, StandardCharsets.UTF_8);
      return NESTED.matcher(text).matches()
          ? new NestedDocuments(source, file, all, maxBytes, rejections)
          : new DocumentLines(new FileLines(source, file, all, maxBytes, rejections));
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static boolean startsWithMark(byte[] beginning) {
    return Arrays.equals(
        beginning, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
  }

  /** Tells the damage that was met while looking ahead again, to who reads up to it. */
  private static final class Damaged extends FilterInputStream {

    private final DamagedInputException damage;

    Damaged(InputStream in, DamagedInputException damage) {
      super(in);
      this.damage = damage;
    }

    @Override
    public int read() throws IOException {
      throw damage;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      throw damage;
    }
  }
}
