package org.signalfall.ingest.ooni;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.signalfall.ingest.Rejection;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.input.DamagedInputException;
import org.signalfall.ingest.input.Line;

/**
 * Documents that don't keep to lines: one after the other over many lines, as elements of an array,
 * or as elements of {@code results} in what the API answers. Finds where each begins and ends by
 * counting brackets (RFC 8259), and holds no more than one.
 *
 * <pre>
 * input    = *( document / array / answer )
 * array    = "[" document *( "," document ) "]"
 * answer   = "{" ... "results" ":" array ... "}"
 * </pre>
 */
final class NestedDocuments implements Documents {

  /** Where in the grammar the next byte stands. */
  private enum Level {
    /** Between documents that nothing holds together. */
    TOP,
    /** Between the elements of an array. */
    ARRAY,
    /** In an answer, outside of its results. */
    ANSWER
  }

  private static final String RESULTS = "results";
  private static final int END = -1;
  private static final int BUFFER = 64 * 1024;
  private static final int MAX_NAME_BYTES = 32;

  private final String source;
  private final Path file;
  private final int maxBytes;
  private final Rejections rejections;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private long line = 1;
  private Level level = Level.TOP;
  private boolean inAnswer;

  /**
   * Reads documents.
   *
   * @param source name of the feed, for rejections
   * @param file name of the input, for rejections
   * @param in what to read; closed with the reader
   * @param maxBytes longest document that is taken
   */
  NestedDocuments(String source, Path file, InputStream in, int maxBytes, Rejections rejections) {
    this.source = source;
    this.file = file;
    this.in = in;
    this.maxBytes = maxBytes;
    this.rejections = rejections;
  }

  @Override
  public Line next() throws IOException {
    try {
      for (Document document = document(); document != null; document = document()) {
        if (document.truncated()) {
          reject(document.asLine(), "the measurement is longer than " + maxBytes + " bytes");
        } else if (document.ended()) {
          return document.asLine();
        } else {
          reject(document.asLine(), "the measurement doesn't end");
        }
      }
      return null;
    } catch (DamagedInputException e) {
      reject(e.getMessage());
      return null;
    }
  }

  @Override
  public void reject(Line document, String reason) {
    rejections.reject(
        new Rejection(
            source, file + ":" + document.number(), reason, document.bytes(), document.length()));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Rejects what isn't there. */
  private void reject(String reason) {
    rejections.reject(new Rejection(source, file + ":" + line, reason, new byte[0], 0));
  }

  /** Returns the next document, or null at the end of the input. */
  private Document document() throws IOException {
    for (int b = peek(); b != END; b = peek()) {
      if (isBetween(b)) {
        take();
      } else if (b == '[' && level == Level.TOP) {
        take();
        level = Level.ARRAY;
      } else if (b == ']' && level == Level.ARRAY) {
        take();
        level = inAnswer ? Level.ANSWER : Level.TOP;
      } else if (level == Level.ANSWER) {
        passOverAnswer();
      } else {
        Document document = capture();
        if (document != null) {
          return document;
        }
      }
    }
    if (level != Level.TOP) {
      level = Level.TOP;
      reject("the list of measurements doesn't end, so that some may be missing");
    }
    return null;
  }

  /** Passes over one piece of an answer behind its results, and the end of it. */
  private void passOverAnswer() throws IOException {
    if (peek() == '}') {
      take();
      inAnswer = false;
      level = Level.TOP;
      return;
    }
    copyValue(new Document(line, 0));
  }

  /**
   * Takes the next value. Returns null when it turned out to be an answer, whose results come next.
   */
  private Document capture() throws IOException {
    Document document = new Document(line, maxBytes);
    if (peek() != '{') {
      copyValue(document);
      return document.end();
    }
    copy(document);
    int depth = 1;
    String name = "";
    while (depth > 0) {
      int b = peek();
      if (b == END) {
        return document;
      }
      if (b == '"') {
        name = copyText(document, depth == 1);
        continue;
      }
      copy(document);
      if (b == '{' || b == '[') {
        if (isResults(b, depth, name)) {
          inAnswer = true;
          level = Level.ARRAY;
          return null;
        }
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
      } else if (b == ',') {
        name = "";
      }
    }
    return document.end();
  }

  private boolean isResults(int bracket, int depth, String name) {
    return level == Level.TOP && bracket == '[' && depth == 1 && name.equals(RESULTS);
  }

  /** Copies a value up to what ends it on this level. */
  private void copyValue(Document document) throws IOException {
    int depth = 0;
    for (int b = peek(); b != END; b = peek()) {
      if (depth == 0 && endsValue(b)) {
        return;
      }
      if (b == '"') {
        copyText(document, false);
        continue;
      }
      copy(document);
      if (b == '{' || b == '[') {
        depth++;
      } else if ((b == '}' || b == ']') && depth > 0) {
        depth--;
      }
    }
  }

  private boolean endsValue(int b) {
    return switch (level) {
      case TOP -> b == '\n';
      case ARRAY -> b == ',' || b == ']';
      case ANSWER -> b == ',' || b == '}';
    };
  }

  /** Copies a text with its quotes and returns its first bytes, when they are wanted. */
  private String copyText(Document document, boolean wanted) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream(MAX_NAME_BYTES);
    copy(document);
    for (int b = peek(); b != END; b = peek()) {
      copy(document);
      if (b == '"') {
        break;
      }
      if (b == '\\' && peek() != END) {
        copy(document);
      } else if (wanted && text.size() < MAX_NAME_BYTES) {
        text.write(b);
      }
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  private void copy(Document document) throws IOException {
    document.add(take());
  }

  private static boolean isBetween(int b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n' || b == ',';
  }

  private int peek() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, in.read(buffer));
    }
    return position < limit ? buffer[position] & 0xFF : END;
  }

  private int take() throws IOException {
    int b = peek();
    position++;
    if (b == '\n') {
      line++;
    }
    return b;
  }

  /** A document while it is being read: no more of it is held than is taken. */
  private static final class Document {

    private final long firstLine;
    private final int maxBytes;
    private byte[] bytes = new byte[256];
    private int held;
    private long length;
    private boolean ended;

    Document(long firstLine, int maxBytes) {
      this.firstLine = firstLine;
      this.maxBytes = maxBytes;
    }

    void add(int b) {
      length++;
      if (held == maxBytes) {
        return;
      }
      if (held == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(maxBytes, 2 * bytes.length));
      }
      bytes[held++] = (byte) b;
    }

    Document end() {
      ended = true;
      return this;
    }

    boolean ended() {
      return ended;
    }

    boolean truncated() {
      return length > maxBytes;
    }

    Line asLine() {
      return new Line(firstLine, Arrays.copyOf(bytes, held), length, truncated());
    }
  }
}
