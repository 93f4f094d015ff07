package org.signalfall.ingest.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|CSV",
        "time,country|CSV",
        "'\uFEFFtime,country'|CSV",
        "'  {\"time\": 1, \"x\": 2}'|JSON_LINES",
        "'\uFEFF{\"note\": {\"data\": []}, \"value\": 1}'|JSON_LINES",
        "{\"type\": \"signals\", \"data\": []}|IODA",
        "{\"data\": [[{\"values\": [1], \"country\": 1}]]}|IODA",
        "[[{\"time\": 1}]]|IODA",
        "{|IODA"
      })
  void shouldTellTheFormatByTheContentAndLeaveItUnread(String content, SeriesFormat format)
      throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    InputStream in = new ByteArrayInputStream(bytes);

    assertThat(SeriesFormat.of(in)).isEqualTo(format);
    assertThat(in.readAllBytes()).isEqualTo(bytes);
  }
}
