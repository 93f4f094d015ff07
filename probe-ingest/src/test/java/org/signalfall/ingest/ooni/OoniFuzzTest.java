package org.signalfall.ingest.ooni;

import static org.signalfall.ingest.ooni.OoniMother.quoted;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.input.MalformedRecordException;

/** Any bytes are measurements or malformed, and what comes out of them is sound. */
class OoniFuzzTest {

  private static final OoniParser PARSER = OoniMother.parser();

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "20s")
  void shouldReadOrRejectWhateverTheBytes(byte[] json) {
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
        .flatMap(json -> Stream.of(json, json.replaceFirst("\"test_keys\":\\{", API)))
        .map(json -> json.getBytes(StandardCharsets.UTF_8));
  }

  private static final String API =
      "\"anomaly\":true,\"confirmed\":false,\"failure\":false,\"scores\":\"{\\\\\"analysis\\\\\":{}}\",\"x\":{";
}
