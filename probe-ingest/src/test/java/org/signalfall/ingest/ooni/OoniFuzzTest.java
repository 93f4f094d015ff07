package org.signalfall.ingest.ooni;

import static org.signalfall.ingest.ooni.OoniMother.quoted;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.input.Line;
import org.signalfall.ingest.input.MalformedRecordException;

/** Any bytes are measurements or malformed, and what comes out of them is sound. */
class OoniFuzzTest {

  private static final OoniParser PARSER = OoniMother.parser();
  private static final Path ARBITRARY = Path.of("fuzz.json");
  private static final int MAX_BYTES = 1 << 16;

  /** What stands in a row of the API in the place of test keys, as a replacement of a match. */
  private static final String VERDICT = "\"anomaly\":true,\"confirmed\":false,\"failure\":false,";

  private static final String TEXT_SCORES = "\"scores\":\"{\\\\\"analysis\\\\\":{}}\",\"x\":{";
  private static final String SCORES =
      "\"scores\":{\"http_failure_cnt\":11,\"http_success_cnt\":1,\"web_failure\":\"eof_error\","
          + "\"facebook_edge_reachable\":false,\"analysis\":{\"blocking_type\":\"dns\"}},\"x\":{";

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "6s")
  void shouldReadOrRejectWhateverTheBytes(byte[] input) throws IOException {
    parse(input);
    try (Documents documents =
        new NestedDocuments(
            "fuzz", ARBITRARY, new ByteArrayInputStream(input), MAX_BYTES, rejection -> {})) {
      for (Line document = documents.next(); document != null; document = documents.next()) {
        parse(document.bytes());
      }
    }
  }

  private static void parse(byte[] json) {
    try {
      PARSER.parse(json).forEach(OoniFuzzTest::requireSound);
    } catch (MalformedRecordException e) {
      if (e.getMessage().isBlank()) {
        throw new IllegalStateException("rejected without a reason", e);
      }
    }
  }

  private static void requireSound(ProbeMeasurement measurement) {
    for (ComponentOutcome component : measurement.getComponents()) {
      int tried = component.getEndpointsTried();
      if (component.getEndpointsFailed() > tried || tried > component.getEndpointsExpected()) {
        throw new IllegalStateException("these counts can't be: " + component);
      }
    }
    String unclean = new Redaction("").text(measurement.getVantage());
    if (!unclean.equals(measurement.getVantage())) {
      throw new IllegalStateException("the vantage is an address: " + measurement);
    }
  }

  static Stream<byte[]> seeds() {
    return Stream.of(
            OoniMother.of("telegram")
                .connect("198.51.100.1", 80, "generic_timeout_error")
                .request("http://198.51.100.1:80/", "unknown_failure: x 192.0.2.1: eof")
                .resolved("web.telegram.org", "198.51.100.9")
                .key("telegram_web_status", quoted("blocked")),
            OoniMother.of("whatsapp")
                .unresolved("e1.whatsapp.net", "dns_nxdomain_error")
                .resolved("e2.whatsapp.net", "10.10.34.35"),
            OoniMother.of("signal")
                .field("test_version", quoted("0.2.1"))
                .request("https://chat.signal.org/", "ssl_unknown_authority"),
            OoniMother.of("facebook_messenger").key("facebook_edge_reachable", "false"),
            OoniMother.of("web_connectivity")
                .field("input", quoted("https://www.example/"))
                .key("blocking", quoted("dns"))
                .key("x_blocking_flags", "33")
                .key("control", "{\"dns\":{\"addrs\":[\"198.51.100.1\"]}}"),
            OoniMother.of("tor")
                .key("targets", "{\"a\":{\"target_protocol\":\"obfs4\",\"failure\":\"eof\"}}"),
            OoniMother.of("vanilla_tor").key("tor_progress", "1e400").key("success", "false"),
            OoniMother.of("psiphon").key("bootstrap_time", "5.8"),
            OoniMother.of("riseupvpn").key("transport_status", "{\"obfs4\":\"blocked\"}"))
        .map(OoniMother::json)
        .flatMap(json -> Stream.of(json, row(json, TEXT_SCORES), row(json, SCORES)))
        .flatMap(
            json -> Stream.of(json, "[" + json + ",7]", "{\"results\":[" + json + "],\"a\":1}"))
        .map(json -> json.getBytes(StandardCharsets.UTF_8));
  }

  private static String row(String json, String scores) {
    return json.replaceFirst("\"test_keys\":\\{", VERDICT + scores);
  }
}
