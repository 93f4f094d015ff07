package org.signalfall.ingest.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalfall.avro.Absence;
import org.signalfall.avro.TrafficSample;

class JsonLinesReaderTest {

  private static final String GOOD =
      "{\"time\":\"2023-08-20T01:00:00Z\",\"country\":\"IQ\",\"signal\":\"requests\",\"value\":5}";

  @TempDir private Path folder;

  private SeriesFile file;

  @BeforeEach
  void newFile() {
    file = new SeriesFile(folder);
  }

  @Test
  void shouldReadEveryFieldAsTextOrNumber() throws IOException {
    file.lines(
        "{\"note\": {\"a\": [1, {}]}, \"time\": 1692493200, \"country\": \"iq\", \"region\": \"IQ-BG\","
            + " \"asn\": 203214, \"service\": \"youtube\", \"signal\": \"requests\", \"value\": \"5.5\","
            + " \"absence\": \"zero\", \"cadence\": 300, \"Unknown\": null}");

    assertThat(file.read())
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

  @Test
  void shouldGiveWhatTheSameSamplesGiveAsCsv() throws IOException {
    var fromJson = file.lines(GOOD, "", GOOD.replace(":5", ":6")).read();
    var fromCsv =
        file.lines(
                SeriesFile.HEADER,
                "2023-08-20T01:00:00Z,IQ,,,,requests,5",
                "2023-08-20T01:00:00Z,IQ,,,,requests,6")
            .read();

    assertThat(fromJson).hasSize(2).isEqualTo(fromCsv);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|the line is no JSON object",
        "nonsense|this is no JSON: Unrecognized token 'nonsense': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
        "{\"time\":1692493200}|the row names no signal",
        "{\"time\":1692493200,\"country\":\"IQ\",\"signal\":\"s\",\"value\":null}|the row has no value",
        "{\"time\":1692493200,\"country\":\"IQ\",\"signal\":\"s\",\"value\":true}|the value is neither text nor a number",
        "{\"time\":[1],\"country\":\"IQ\",\"signal\":\"s\",\"value\":1}|the time is neither text nor a number",
        "{\"value\":1,\"value\":2}|the line has 'value' twice"
      })
  void shouldRejectABadLineAloneWithItsPlaceAndReason(String bad, String reason)
      throws IOException {
    file.lines(GOOD, bad, GOOD);

    assertThat(file.read()).hasSize(2);
    assertThat(file.rejections().places()).containsExactly("a.csv:2");
    assertThat(file.rejections().reasons()).containsExactly(reason);
  }

  @Test
  void shouldRejectWhatFollowsTheObject() throws IOException {
    file.lines(GOOD, GOOD + " {}", GOOD);

    assertThat(file.read()).hasSize(2);
    assertThat(file.rejections().reasons()).containsExactly("text follows the object");
  }
}
