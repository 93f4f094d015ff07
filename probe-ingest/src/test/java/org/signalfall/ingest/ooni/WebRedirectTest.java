package org.signalfall.ingest.ooni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.signalfall.ingest.ooni.OoniMother.quoted;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Outcome;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.input.MalformedRecordException;

/** Websites that lead to others, and those that only a certificate speaks for. */
class WebRedirectTest {

  @Test
  void shouldBlameTheSiteThatFailedWhenAnotherLedThereOverHttps() throws MalformedRecordException {
    List<ProbeMeasurement> measurements =
        web("https://short.example/1")
            .key("blocking", quoted("http-failure"))
            .key("http_experiment_failure", quoted("connection_reset"))
            .key("x_blocking_flags", "4")
            .answered("https://short.example/1", 302, "https://www.instagram.com/p")
            .parseAll();

    assertThat(measurements)
        .extracting(ProbeMeasurement::getService, measurement -> web(measurement).getOutcome())
        .containsExactly(
            tuple("short.example", Outcome.SUCCESS), tuple("instagram", Outcome.FAILURE));
    assertThat(web(measurements.get(1)).getLayer()).isEqualTo(Layer.TLS);
    assertThat(measurements)
        .extracting(ProbeMeasurement::getMeasurementId)
        .containsExactly(OoniMother.ID, OoniMother.ID + "/1");
  }

  @Test
  void shouldBlameTheSiteThatWasAskedWhenARedirectCouldBeAnybodys()
      throws MalformedRecordException {
    List<ProbeMeasurement> measurements =
        web("http://www.instagram.com/")
            .key("blocking", quoted("http-failure"))
            .key("http_experiment_failure", quoted("connection_refused"))
            .request("http://warning.isp.example/", "connection_refused")
            .answered("http://www.instagram.com/", 302, "http://warning.isp.example/")
            .parseAll();

    assertThat(measurements)
        .extracting(ProbeMeasurement::getService, measurement -> web(measurement).getOutcome())
        .containsExactly(tuple("instagram", Outcome.FAILURE));
  }

  @Test
  void shouldReadOneServiceWhenTheRedirectStaysWithinIt() throws MalformedRecordException {
    ProbeMeasurement measurement =
        web("http://twitter.com/")
            .key("blocking", "false")
            .key("accessible", "true")
            .answered("https://x.com/", 200, null)
            .answered("https://twitter.com/", 302, "https://x.com/")
            .answered("http://twitter.com/", 301, "https://twitter.com/")
            .parse();

    assertThat(measurement.getService()).isEqualTo("x");
    assertThat(web(measurement).getOutcome()).isEqualTo(Outcome.SUCCESS);
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/,null,SUCCESS",
    "https://a.example/,32,SUCCESS",
    "https://a.example/,33,NO_EVIDENCE",
    "http://a.example/,null,NO_EVIDENCE"
  })
  void shouldTrustACertificateWhenTheControlFailed(String url, String flags, Outcome outcome)
      throws MalformedRecordException {
    ProbeMeasurement measurement =
        web(url)
            .key("blocking", "null")
            .key("control_failure", quoted("connection_reset"))
            .key("x_blocking_flags", flags)
            .answered(url, 200, null)
            .parse();

    assertThat(web(measurement).getOutcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[\"198.51.100.7\"]|FAILURE",
        "[\"alias.example\",\"198.51.100.7\"]|FAILURE",
        "[\"alias.example\"]|NO_EVIDENCE",
        "[]|NO_EVIDENCE"
      })
  void shouldAskForAnAddressAtTheControlWhenDnsIsBlamed(String addresses, Outcome outcome)
      throws MalformedRecordException {
    ProbeMeasurement measurement =
        web("https://a.example/")
            .key("blocking", quoted("dns"))
            .key("dns_experiment_failure", quoted("dns_nxdomain_error"))
            .key("control", "{\"dns\":{\"addrs\":" + addresses + "}}")
            .parse();

    assertThat(web(measurement).getOutcome()).isEqualTo(outcome);
  }

  @Test
  void shouldTakeIpv6AloneForNoEvidenceWhenTcpIsBlamed() throws MalformedRecordException {
    ProbeMeasurement measurement =
        web("https://a.example/")
            .key("blocking", quoted("tcp_ip"))
            .connect("2001:db8::1", 443, "network_unreachable")
            .connect("2001:db8::2", 443, "host_unreachable")
            .parse();

    assertThat(web(measurement).getOutcome()).isEqualTo(Outcome.NO_EVIDENCE);
  }

  @Test
  void shouldTakeAnotherPageForNoEvidenceWhenACertificateVouchesForIt()
      throws MalformedRecordException {
    ProbeMeasurement measurement =
        web("https://a.example/")
            .key("blocking", quoted("http-diff"))
            .key("dns_consistency", quoted("inconsistent"))
            .answered("https://a.example/", 200, null)
            .parse();

    assertThat(web(measurement).getOutcome()).isEqualTo(Outcome.NO_EVIDENCE);
  }

  @ParameterizedTest
  @CsvSource({
    "http_invalid_redirect_location_host",
    "unknown_failure: stopped after too many redirects"
  })
  void shouldTakeAnAnswerThatLeadsNowhereForNoEvidence(String failure)
      throws MalformedRecordException {
    ProbeMeasurement measurement =
        web("https://a.example/")
            .key("blocking", quoted("http-failure"))
            .key("http_experiment_failure", quoted(failure))
            .parse();

    assertThat(web(measurement).getOutcome()).isEqualTo(Outcome.NO_EVIDENCE);
  }

  private static OoniMother web(String url) {
    return OoniMother.of("web_connectivity").field("input", quoted(url));
  }

  private static ComponentOutcome web(ProbeMeasurement measurement) {
    return measurement.getComponents().get(0);
  }
}
