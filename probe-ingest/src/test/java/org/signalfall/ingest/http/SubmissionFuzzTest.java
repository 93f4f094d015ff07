package org.signalfall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes are a body, packed or not: refused as a whole, or every line of it taken or rejected,
 * and told in a reply that is JSON.
 */
class SubmissionFuzzTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PACKED = 1;

  private static final IntakeLimits LIMITS =
      new IntakeLimits(
          1 << 16,
          1 << 16,
          1 << 12,
          100,
          1 << 17,
          10,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10));

  static Stream<Arguments> seeds() throws IOException {
    String lines =
        LineMother.body(
            LineMother.measurement("a"),
            LineMother.bad("1"),
            "",
            "{\"id\":\"b\",\"time\":1,\"asn\":\"AS1\",\"vantage\":\"192.0.2.1\",\"components\":[{}]}");
    return Stream.of(plain(""), plain(lines), packed(lines), packed("\n".repeat(70_000)))
        .map(Arguments::of);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "6s")
  void shouldTakeOrRejectEveryLineOfAnyBody(byte[] input) throws IOException {
    boolean packed = input.length > 0 && input[0] == PACKED;
    byte[] body = input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
    SinkOfTests sink = new SinkOfTests().acknowledgingAtOnce();
    SubmissionReader reader =
        new SubmissionReader(
            LIMITS, asn -> Optional.of("XB"), Clock.fixed(LineMother.NOW, ZoneOffset.UTC));

    try {
      Submission submission = reader.read(body, packed);
      Reply reply =
          new Reception("probes", sink, new RecentMeasurements()).receive(submission).join();

      assertThat(submission.lines()).isLessThanOrEqualTo(LIMITS.lines());
      assertThat(sink.ids()).hasSizeLessThanOrEqualTo(submission.measurements().size());
      assertThat(sink.rejections()).hasSameSizeAs(submission.badLines());
      assertThat(reply.status()).isEqualTo(200);
      assertThat(JSON.readTree(reply.json()).get("errors")).hasSameSizeAs(submission.badLines());
    } catch (RefusedException e) {
      assertThat(e.status()).isBetween(400, 499);
      assertThat(JSON.readTree(Replies.refused(e.status(), e.getMessage()).json()).get("error"))
          .isNotNull();
    }
  }

  private static byte[] plain(String text) {
    return ("\0" + text).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(PACKED);
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
