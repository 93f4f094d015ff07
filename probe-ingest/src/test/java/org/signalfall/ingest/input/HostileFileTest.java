package org.signalfall.ingest.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.ingest.Rejection;

/** A small file that unpacks to one line of more bytes than the whole heap of this test has. */
class HostileFileTest {

  private static final int MEBIBYTE = 1 << 20;
  private static final int MEMBER_MEBIBYTES = 64;

  /** One gibibyte and a little more; the tests run in one. */
  private static final int MEMBERS = 17;

  @TempDir private Path folder;

  @Test
  void shouldCutALineThatUnpacksToAGibibyteAndGoOnWithTheNext() throws Exception {
    Path bomb = folder.resolve("bomb.jsonl.gz");
    writeBomb(bomb);
    List<Rejection> rejections = new ArrayList<>();

    List<String> taken = new ArrayList<>();
    try (FileLines lines = new FileLines("feed", bomb, MEBIBYTE, rejections::add)) {
      for (Line line = lines.next(); line != null; line = lines.next()) {
        taken.add(line.text());
      }
    }

    assertThat(Files.size(bomb)).isLessThan(3L * MEBIBYTE);
    assertThat(taken).containsExactly("good before", "good after");
    assertThat(rejections).hasSize(1);
    Rejection cut = rejections.get(0);
    assertThat(cut.place()).isEqualTo(bomb + ":2");
    assertThat(cut.reason()).isEqualTo("the line is longer than 1048576 bytes");
    assertThat(cut.originalLength()).isEqualTo((long) MEMBERS * MEMBER_MEBIBYTES * MEBIBYTE);
    assertThat(cut.bytes()).hasSize(Rejection.MAX_BYTES);
  }

  /** A file of gzip may consist of several; the long line goes on over all of its own. */
  private static void writeBomb(Path file) throws IOException {
    byte[] member = packed();
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(packed("good before\n"));
      for (int i = 0; i < MEMBERS; i++) {
        out.write(member);
      }
      out.write(packed("\ngood after\n"));
    }
  }

  private static byte[] packed() throws IOException {
    byte[] part = new byte[MEBIBYTE];
    Arrays.fill(part, (byte) '[');
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < MEMBER_MEBIBYTES; i++) {
        gzip.write(part);
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
