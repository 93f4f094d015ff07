package org.signalfall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signalfall.ingest.http.LineMother.bad;
import static org.signalfall.ingest.http.LineMother.body;
import static org.signalfall.ingest.http.LineMother.measurement;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.ProbeMeasurement;

class SubmissionReaderTest {

  private static final IntakeLimits LIMITS =
      new IntakeLimits(
          1_000, 2_000, 250, 5, 10_000, 10, Duration.ofSeconds(10), Duration.ofSeconds(10));

  private final SubmissionReader reader =
      new SubmissionReader(
          LIMITS,
          asn -> asn == 64501 ? Optional.of("XB") : Optional.empty(),
          Clock.fixed(LineMother.NOW, ZoneOffset.UTC));

  @Test
  void shouldTakeGoodLinesAndNameEachBadOneWithItsPlaceAndReason() throws Exception {
    Submission submission =
        read(body(measurement("a"), bad("1"), "", measurement("b"), "x".repeat(251), "nul \0"));

    assertThat(submission.measurements())
        .extracting(ProbeMeasurement::getMeasurementId)
        .containsExactly("a", "b");
    assertThat(submission.badLines()).extracting(BadLine::number).containsExactly(2L, 5L, 6L);
    assertThat(submission.badLines().get(0).reason()).startsWith("this is no JSON");
    assertThat(submission.badLines().get(1).reason())
        .isEqualTo("the line is longer than 250 bytes");
    assertThat(submission.badLines().get(2).reason()).isEqualTo("the line holds a NUL byte");
    assertThat(new String(submission.badLines().get(0).bytes(), StandardCharsets.UTF_8))
        .isEqualTo("bad 1");
    assertThat(submission.lines()).isEqualTo(5);
  }

  @Test
  void shouldTakeALastLineWithoutItsEnd() throws Exception {
    assertThat(read(measurement("a")).measurements()).hasSize(1);
  }

  @Test
  void shouldAskForTheCountryOfANetworkWhenALineNamesNone() throws Exception {
    String line = measurement("a").replace("\"country\":\"XA\",\"asn\":64500", "\"asn\":64501");

    assertThat(read(line).measurements())
        .extracting(ProbeMeasurement::getCountry)
        .containsExactly("XB");
  }

  @Test
  void shouldUnpackGzip() throws Exception {
    byte[] packed = packed(body(measurement("a"), measurement("b")));

    assertThat(reader.read(packed, true).measurements()).hasSize(2);
  }

  @Test
  void shouldRefuseAllOfABodyThatIsCutShort() throws Exception {
    byte[] packed = packed(body(measurement("a"), measurement("b")));

    assertRefused(400, Arrays.copyOf(packed, packed.length - 10), true);
  }

  @Test
  void shouldRefuseWhatIsNotPackedThoughItSaysSo() {
    assertRefused(400, measurement("a").getBytes(StandardCharsets.UTF_8), true);
    assertRefused(400, new byte[0], true);
  }

  @Test
  void shouldRefuseABodyThatGrowsTooLongOnceUnpacked() throws Exception {
    assertRefused(413, packed("\n".repeat(2_001)), true);
    assertThat(reader.read(packed("\n".repeat(2_000)), true).lines()).isZero();
  }

  @Test
  void shouldRefuseABodyOfTooManyLines() throws Exception {
    assertThat(read("x\n".repeat(5)).lines()).isEqualTo(5);
    assertRefused(413, "x\n".repeat(6).getBytes(StandardCharsets.UTF_8), false);
  }

  private Submission read(String body) throws RefusedException {
    return reader.read(body.getBytes(StandardCharsets.UTF_8), false);
  }

  private void assertRefused(int status, byte[] body, boolean packed) {
    assertThatThrownBy(() -> reader.read(body, packed))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.status()).isEqualTo(status));
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
