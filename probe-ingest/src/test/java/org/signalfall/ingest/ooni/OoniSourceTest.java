package org.signalfall.ingest.ooni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signalfall.ingest.ooni.OoniMother.quoted;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.ingest.CollectedRejections;
import org.signalfall.ingest.Records;
import org.signalfall.ingest.Rejection;
import org.signalfall.ingest.TimedProbe;
import org.signalfall.ingest.sort.RecordSorter;

class OoniSourceTest {

  @TempDir private Path folder;

  private final CollectedRejections rejections = new CollectedRejections();

  @Test
  void shouldReadLinesInTimeOrderAndRejectBadOnesAlone() throws IOException {
    Path file = folder.resolve("m.jsonl");
    Files.writeString(
        file,
        String.join(
            "\n",
            at("2023-11-10 09:00:00", "b"),
            "{\"test_name\":\"telegram\"",
            "{\"test_name\":\"tele\u0000gram\"}",
            "",
            at("2023-11-10 08:00:00", "a"),
            OoniMother.of("telegram")
                .field("unheard_of", "[1]")
                .field("probe_network_name", quoted("c"))
                .json()));

    assertThat(names(file)).containsExactly("a", "c", "b");
    assertThat(rejections.places()).containsExactly("m.jsonl:2", "m.jsonl:3");
    assertThat(rejections.reasons().get(0)).startsWith("this is no JSON: ");
    assertThat(rejections.reasons().get(1)).isEqualTo("the line holds a NUL byte");
  }

  @Test
  void shouldRejectALineOf50MegabytesAndReadOn() throws IOException {
    Path file = folder.resolve("m.jsonl");
    byte[] megabyte = new byte[1 << 20];
    Arrays.fill(megabyte, (byte) '[');
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < 50; i++) {
        out.write(megabyte);
      }
      out.write(("\n" + at("2023-11-10 08:00:00", "a")).getBytes(StandardCharsets.UTF_8));
    }

    assertThat(names(file)).containsExactly("a");
    Rejection rejection = rejections.all().get(0);
    assertThat(rejection.reason()).isEqualTo("the line is longer than 16777216 bytes");
    assertThat(rejection.originalLength()).isEqualTo(50L << 20);
    assertThat(rejection.bytes()).hasSize(Rejection.MAX_BYTES);
  }

  @Test
  void shouldReadAllJsonFilesOfAFolderPackedOrNot() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "not for us");
    Files.writeString(
        folder.resolve("pretty.json"), at("2023-11-10 08:00:00", "a").replaceFirst("\\{", "{\n"));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("m.jsonl.gz")))) {
      out.write(at("2023-11-10 07:00:00", "b").getBytes(StandardCharsets.UTF_8));
    }

    assertThat(names(folder)).containsExactly("b", "a");
    assertThat(rejections.all()).isEmpty();
  }

  @Test
  void shouldRejectADamagedDocument() throws IOException {
    Files.writeString(folder.resolve("pretty.json"), "{\n\"test_name\": \"telegram\",\n");

    assertThat(names(folder)).isEmpty();
    assertThat(rejections.places()).containsExactly("pretty.json:1");
  }

  @Test
  void shouldSayThatAFolderHoldsNothingToRead() {
    assertThatThrownBy(() -> names(folder))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("holds no .json or .jsonl file");
  }

  private List<String> names(Path path) throws IOException {
    OoniSource source =
        new OoniSource(
            List.of(path),
            OoniMother.CATALOGUE,
            OoniMother.NEW_YEAR_2024,
            RecordSorter.DEFAULT_BUDGET_BYTES);
    return Records.readAll(source, rejections).stream()
        .map(record -> ((TimedProbe) record).measurement().getNetworkName())
        .toList();
  }

  private static String at(String time, String id) {
    return OoniMother.of("telegram")
        .field("measurement_start_time", quoted(time))
        .field("probe_network_name", quoted(id))
        .json();
  }
}
