package org.signalfall.ingest.input;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells one input from another without reading it whole: by the names, the sizes and both ends of
 * its files.
 */
public final class Fingerprint {

  private static final int END_BYTES = 64 * 1024;
  private static final int KEPT_BYTES = 12;

  private Fingerprint() {}

  /**
   * Returns 24 hexadecimal digits that stand for the files in this order. Standard input always has
   * the same: whoever pipes something else in has to say so.
   *
   * @throws IOException when a file can't be read
   */
  public static String of(List<Path> files) throws IOException {
    MessageDigest digest = sha256();
    for (Path file : files) {
      addText(file.getFileName().toString(), digest);
      if (!file.equals(InputFiles.STDIN)) {
        addContent(file, digest);
      }
    }
    return hex(digest);
  }

  /** Returns 24 hexadecimal digits that stand for the texts in this order. */
  public static String ofTexts(List<String> texts) {
    MessageDigest digest = sha256();
    texts.forEach(text -> addText(text, digest));
    return hex(digest);
  }

  private static void addText(String text, MessageDigest digest) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest(), 0, KEPT_BYTES);
  }

  private static void addContent(Path file, MessageDigest digest) throws IOException {
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
      long length = content.length();
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, length));
      byte[] end = new byte[(int) Math.min(END_BYTES, length)];
      content.readFully(end);
      digest.update(end);
      content.seek(length - end.length);
      content.readFully(end);
      digest.update(end);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
