package org.signalfall.ingest.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalfall.avro.Absence;
import org.signalfall.avro.TrafficSample;
import org.signalfall.ingest.Rejection;

class SeriesSourceTest {

  private static final String GOOD = "2023-08-20T01:00:00Z,IQ,,,,requests,5";

  @TempDir private Path folder;

  private SeriesFile file;

  @BeforeEach
  void newFile() {
    file = new SeriesFile(folder);
  }

  @Test
  void shouldReadEveryFieldWhenAllAreGiven() throws IOException {
    file.lines(
        "value,signal,service,asn,region,country,time,absence,cadence,note",
        "5.5,requests,youtube,AS203214,IQ-BG,iq,2023-08-20T04:00:00+03:00,zero,PT5M,ignored");

    List<TrafficSample> samples = file.read();

    assertThat(samples)
        .containsExactly(
            TrafficSample.newBuilder()
                .setTime(Instant.parse("2023-08-20T01:00:00Z"))
                .setCountry("IQ")
                .setRegion("IQ-BG")
                .setAsn(203214L)
                .setService("youtube")
                .setSignal("requests")
                .setValue(5.5)
                .setAbsence(Absence.ZERO)
                .setCadenceMs(300_000L)
                .build());
    assertThat(file.rejections().all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2023-08-20T01:00:00Z",
    "2023-08-20T01:00:00",
    "2023-08-20 01:00:00",
    "2023-08-20T01:00",
    "2023-08-20T04:00:00+03:00",
    "2023-08-20T04:00:00+0300",
    "1692493200",
    "1692493200.0",
    "1692493200000"
  })
  void shouldUnderstandATimeHoweverItIsWritten(String time) throws IOException {
    file.lines(SeriesFile.HEADER, time + ",IQ,,,,requests,5");

    assertThat(file.read())
        .extracting(TrafficSample::getTime)
        .containsExactly(Instant.parse("2023-08-20T01:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2023-08-20T01:00:00Z,IQ,,,,requests|the row has 6 fields, the header 7",
        "2023-08-20T01:00:00Z,IQ,,,,requests,|the row has no value",
        "2023-08-20T01:00:00Z,IQ,,,,requests,many|the value 'many' is not a decimal number",
        "2023-08-20T01:00:00Z,IQ,,,,requests,NaN|the value 'NaN' is not a decimal number",
        "2023-08-20T01:00:00Z,IQ,,,,requests,Infinity|the value 'Infinity' is not a decimal number",
        "2023-08-20T01:00:00Z,IQ,,,,requests,1e999|the value '1e999' is too large",
        "2023-08-20T01:00:00Z,IQ,,,,requests,-1|the value '-1' is negative",
        "2023-08-20T01:00:00Z,IQ,,,,,5|the row names no signal",
        "2023-08-20T01:00:00Z,,,,,requests,5|the country '' is no ISO 3166-1 code of two letters",
        "2023-08-20T01:00:00Z,Iraq,,,,requests,5|the country 'Iraq' is no ISO 3166-1 code of two letters",
        "2023-08-20T01:00:00Z,IQ,,Zain,,requests,5|the ASN 'Zain' is not a number",
        "2023-08-20T01:00:00Z,IQ,,AS0,,requests,5|the ASN 'AS0' names no network",
        "yesterday,IQ,,,,requests,5|the time 'yesterday' is not understood",
        "2023-02-30T01:00:00Z,IQ,,,,requests,5|the time '2023-02-30T01:00:00Z' is not understood",
        "9999-01-01T00:00:00Z,IQ,,,,requests,5|the time 9999-01-01T00:00:00Z is more than a day ahead",
        "1970-01-01T00:00:00Z,IQ,,,,requests,5|the time 1970-01-01T00:00:00Z is before 1990",
        "2023-08-20T01:00:00Z,IQ,\"open,,,requests,5|a quoted field is not closed",
        "2023-08-20T01:00:00Z,IQ,a\"b,,,requests,5|a quote stands inside an unquoted field",
        "2023-08-20T01:00:00Z,IQ,\"a\"b,,,requests,5|text follows the closing quote of a field"
      })
  void shouldRejectABadRowAloneWithItsPlaceAndReason(String bad, String reason) throws IOException {
    file.lines(SeriesFile.HEADER, bad, GOOD);

    assertThat(file.read()).hasSize(1);
    assertThat(file.rejections().places()).containsExactly("a.csv:2");
    assertThat(file.rejections().reasons()).containsExactly(reason);
    Rejection rejection = file.rejections().all().get(0);
    assertThat(rejection.source()).isEqualTo("series:a");
    assertThat(new String(rejection.bytes(), StandardCharsets.UTF_8)).isEqualTo(bad);
  }

  @Test
  void shouldRejectALineWithANulByte() throws IOException {
    file.lines(SeriesFile.HEADER, "2023-08-20T01:00:00Z,I\u0000,,,,requests,5", GOOD);

    assertThat(file.read()).hasSize(1);
    assertThat(file.rejections().reasons()).containsExactly("the line holds a NUL byte");
  }

  @Test
  void shouldRejectALineThatIsNotUtf8() throws IOException {
    byte[] latin1 =
        (SeriesFile.HEADER + "\n2023-08-20T01:00:00Z,VE,Anzo\u00e1tegui,,,requests,5\n" + GOOD)
            .getBytes(StandardCharsets.ISO_8859_1);

    file.bytes(latin1);

    assertThat(file.read()).hasSize(1);
    assertThat(file.rejections().reasons()).containsExactly("the line is not UTF-8 text");
  }

  @Test
  void shouldRejectALineOf50MegabytesAndKeepOnlyItsBegin() throws IOException {
    int megabytes = 50;
    byte[] megabyte = new byte[1 << 20];
    Arrays.fill(megabyte, (byte) 'x');
    try (OutputStream out = Files.newOutputStream(file.path())) {
      out.write((SeriesFile.HEADER + "\n").getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < megabytes; i++) {
        out.write(megabyte);
      }
      out.write(("\n" + GOOD + "\n").getBytes(StandardCharsets.UTF_8));
    }

    assertThat(file.read()).hasSize(1);
    Rejection rejection = file.rejections().all().get(0);
    assertThat(rejection.reason()).isEqualTo("the line is longer than 1048576 bytes");
    assertThat(rejection.bytes()).hasSize(Rejection.MAX_BYTES);
    assertThat(rejection.originalLength()).isEqualTo((long) megabytes << 20);
  }

  @Test
  void shouldReadQuotedFieldsAndCarriageReturnsAndAByteOrderMark() throws IOException {
    file.lines(
        "\uFEFF\"time\",country,region,asn,service,signal,value\r",
        "2023-08-20T01:00:00Z,VE,\"A, \"\"B\"\"\",,,requests,5\r",
        "\r",
        "");

    assertThat(file.read()).extracting(TrafficSample::getRegion).containsExactly("A, \"B\"");
    assertThat(file.rejections().all()).isEmpty();
  }

  @Test
  void shouldUnpackGzipWhateverTheName() throws IOException {
    file.gzip(SeriesFile.HEADER + "\n" + GOOD);

    assertThat(file.read()).hasSize(1);
  }

  @Test
  void shouldKeepWhatCameBeforeTheDamageWhenGzipIsTruncated() throws IOException {
    StringBuilder rows = new StringBuilder(SeriesFile.HEADER);
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      rows.append("\n2023-08-20T01:00:00Z,IQ,,,,requests,").append(random.nextInt(1_000_000));
    }
    file.gzip(rows.toString());
    byte[] whole = Files.readAllBytes(file.path());
    file.bytes(Arrays.copyOf(whole, whole.length / 2));

    List<TrafficSample> samples = file.read();

    assertThat(samples).hasSizeBetween(1000, 19_999);
    assertThat(file.rejections().reasons())
        .singleElement()
        .asString()
        .startsWith("the compressed data is damaged or ends early");
  }

  @Test
  void shouldGiveTheSameStreamWhenLinesAreShuffled() throws IOException {
    List<String> rows = manyRows(500);
    List<TrafficSample> sorted = withRows(rows).read();
    Collections.shuffle(rows, new Random(7));

    List<TrafficSample> shuffled = withRows(rows).read();

    assertThat(shuffled).isEqualTo(sorted);
  }

  @Test
  void shouldSortAFileLargerThanTheBudget() throws IOException {
    List<String> rows = manyRows(2000);
    List<TrafficSample> inMemory = withRows(rows).read();

    List<TrafficSample> spilled = withRows(rows).budgetBytes(4096).read();

    assertThat(spilled).hasSize(2000).isEqualTo(inMemory);
  }

  @Test
  void shouldTakeAbsenceFromTheCallerThenFromTheTable() throws IOException {
    file.lines(
            SeriesFile.HEADER,
            "2023-08-20T01:00:00Z,MM,,,,active-probing-replies,5",
            "2023-08-20T02:00:00Z,MM,,,,logins,5",
            "2023-08-20T03:00:00Z,MM,,,,requests,5")
        .absences(Map.of("logins", Absence.ZERO));

    assertThat(file.read())
        .extracting(TrafficSample::getAbsence)
        .containsExactly(Absence.ZERO, Absence.ZERO, Absence.MISSING);
  }

  @Test
  void shouldSayWhichColumnIsMissing() throws IOException {
    file.lines("time,country,signal", GOOD);

    assertThatThrownBy(file::read)
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("a.csv:1: the header has no column 'value'");
  }

  @Test
  void shouldSayThatTheFileIsMissing() {
    assertThatThrownBy(file::read)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("there is no file");
  }

  @Test
  void shouldNameTheFeedAfterTheFile() {
    assertThat(new SeriesSource(Path.of("x/iraq-2023.series.csv"), Map.of()).feed().name())
        .isEqualTo("series:iraq-2023");
    assertThat(new SeriesSource(Path.of("x/iraq.csv.gz"), Map.of()).feed().name())
        .isEqualTo("series:iraq");
  }

  private SeriesFile withRows(List<String> rows) throws IOException {
    List<String> lines = new ArrayList<>(rows);
    lines.add(0, SeriesFile.HEADER);
    return new SeriesFile(folder).lines(lines.toArray(String[]::new));
  }

  private static List<String> manyRows(int count) {
    List<String> rows = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < count; i++) {
      Instant time = Instant.parse("2023-08-20T00:00:00Z").plusSeconds(300L * (i / 5));
      rows.add(time + ",IQ,,AS" + (1 + random.nextInt(9)) + ",,requests," + random.nextInt(100));
    }
    return rows;
  }
}
