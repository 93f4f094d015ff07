package org.signalfall.ingest.ooni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.signalfall.ingest.ooni.OoniMother.quoted;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalfall.ingest.CollectedRejections;
import org.signalfall.ingest.Records;
import org.signalfall.ingest.Rejection;
import org.signalfall.ingest.TimedProbe;
import org.signalfall.ingest.input.InputFiles;
import org.signalfall.ingest.sort.RecordSorter;

class OoniSourceTest {

  private static final String FIRST = at("2023-11-10 08:00:00", "a");
  private static final String SECOND = at("2023-11-10 09:00:00", "b");

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

  @ParameterizedTest
  @ValueSource(strings = {"[%s,%s]", "[\n  %s,\n\n  %s\n]\n", "\uFEFF [ %s\n,\n%s ]"})
  void shouldReadArraysOfMeasurements(String frame) throws IOException {
    write("array.json", frame.formatted(FIRST, SECOND));

    assertThat(names(folder)).containsExactly("a", "b");
    assertThat(rejections.all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"metadata\":{\"count\":-1,\"next\":\"x\"},\"results\":[%s,%s]}",
        "{\n  \"metadata\": {\n    \"count\": 2\n  },\n  \"results\": [\n%s,\n%s\n  ]\n}\n",
        "{\"results\":[%s,%s],\"metadata\":{\"results\":[1]},\"b\":\"}\"}"
      })
  void shouldReadTheRowsThatTheApiAnswers(String frame) throws IOException {
    String row = ApiRowTest.row("telegram", "false", "false", "{}");
    write("answer.json", frame.formatted(row, row.replace(":00.", ":01.")));

    assertThat(names(folder)).hasSize(2);
    assertThat(rejections.all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\n%s,\n%s", "[\n%s,\n%s,", "{\"results\":[\n%s,\n%s]"})
  void shouldSayThatSomeMayBeMissingWhenAListBreaksOff(String frame) throws IOException {
    write("cut.json", frame.formatted(FIRST, SECOND));

    assertThat(names(folder)).containsExactly("a", "b");
    assertThat(rejections.places()).containsExactly("cut.json:3");
    assertThat(rejections.reasons())
        .containsExactly("the list of measurements doesn't end, so that some may be missing");
  }

  @Test
  void shouldRejectAMeasurementThatBreaksOffInAList() throws IOException {
    write("cut.json", "[" + FIRST + ",\n" + SECOND.substring(0, SECOND.length() - 5));

    assertThat(names(folder)).containsExactly("a");
    assertThat(rejections.reasons()).startsWith("the measurement doesn't end");
  }

  @Test
  void shouldReadRowsOfTheApiOnePerLine() throws IOException {
    String row = ApiRowTest.row("telegram", "false", "false", "{}");
    write("rows.jsonl", row + "\n" + row.replace("KE", "UG") + "\n");

    assertThat(names(folder)).hasSize(2);
  }

  @Test
  void shouldReadDocumentsOverManyLinesOneAfterTheOther() throws IOException {
    String spread = "{\n%s\n}\n";
    write("pretty.json", spread.formatted(inner(FIRST)) + spread.formatted(inner(SECOND)));

    assertThat(names(folder)).containsExactly("a", "b");
  }

  @Test
  void shouldRejectBadElementsOfAnArrayAlone() throws IOException {
    write("array.json", "[" + FIRST + ",\n7,\n[{}],\n{\"test_name\":},\nnull\n," + SECOND + "]");

    assertThat(names(folder)).containsExactly("a", "b");
    assertThat(rejections.places())
        .containsExactly("array.json:2", "array.json:3", "array.json:4", "array.json:5");
    assertThat(rejections.reasons())
        .startsWith(
            "the measurement is a number instead of an object",
            "the measurement is a list instead of an object");
  }

  @Test
  void shouldRejectAnElementOf20MegabytesAndReadOn() throws IOException {
    String body = "x".repeat(20 << 20);
    write("array.json", "[" + FIRST + ",\n{\"body\":\"" + body + "\"}," + SECOND + "]");

    assertThat(names(folder)).containsExactly("a", "b");
    assertThat(rejections.reasons())
        .containsExactly("the measurement is longer than 16777216 bytes");
    assertThat(rejections.all().get(0).originalLength()).isEqualTo((20 << 20) + 11L);
    assertThat(rejections.all().get(0).bytes()).hasSize(Rejection.MAX_BYTES);
  }

  @Test
  void shouldReadWhateverTheCompression() throws IOException {
    byte[] line = FIRST.getBytes(StandardCharsets.UTF_8);
    try (OutputStream out =
        new BZip2CompressorOutputStream(Files.newOutputStream(folder.resolve("m.jsonl.bz2")))) {
      out.write(line);
    }
    try (OutputStream out =
        new ZstdOutputStream(Files.newOutputStream(folder.resolve("m.json.zst")))) {
      out.write(line);
    }

    assertThat(names(folder)).containsExactly("a", "a");
  }

  @Test
  void shouldTellDamageWhenCompressionBreaksOff() throws IOException {
    Path file = folder.resolve("m.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((FIRST + "\n" + SECOND).getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 12));

    names(file);

    assertThat(rejections.reasons())
        .last()
        .asString()
        .startsWith("the compressed data is damaged or ends early");
  }

  @Test
  void shouldReadSeveralFilesAndFoldersAsOneSource() throws IOException {
    Path other = Files.createDirectories(folder.resolve("sub").resolve("deep"));
    Files.writeString(other.resolve("second.ndjson"), SECOND);
    Path first = write("first.unusual", FIRST);

    OoniSource source = source(List.of(first, folder.resolve("sub")));

    assertThat(Records.readAll(source, rejections)).hasSize(2);
    assertThat(source.identity())
        .isEqualTo(source(List.of(first, folder.resolve("sub"))).identity())
        .isNotEqualTo(source(List.of(first)).identity());
  }

  @Test
  void shouldCountMeasurementsOfOtherTestsByName() throws IOException {
    Path file =
        write(
            "m.jsonl",
            String.join(
                "\n",
                OoniMother.of("ndt").json(),
                OoniMother.of("dash").json(),
                OoniMother.of("ndt").json()));
    OoniSource source = source(List.of(file));

    assertThat(Records.readAll(source, rejections)).isEmpty();
    assertThat(source.passedOver()).containsExactly(entry("dash", 1L), entry("ndt", 2L));
  }

  @Test
  void shouldReadStandardInput() throws IOException {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream((FIRST + "\n").getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(names(InputFiles.STDIN)).containsExactly("a");
    } finally {
      System.setIn(before);
    }
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

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String inner(String json) {
    return json.substring(1, json.length() - 1);
  }

  private List<String> names(Path path) throws IOException {
    return Records.readAll(source(List.of(path)), rejections).stream()
        .map(record -> ((TimedProbe) record).measurement().getNetworkName())
        .toList();
  }

  private static OoniSource source(List<Path> paths) {
    return new OoniSource(
        paths, OoniMother.CATALOGUE, OoniMother.NEW_YEAR_2024, RecordSorter.DEFAULT_BUDGET_BYTES);
  }

  private static String at(String time, String name) {
    return OoniMother.of("telegram")
        .field("measurement_start_time", quoted(time))
        .field("probe_network_name", quoted(name))
        .json();
  }
}
