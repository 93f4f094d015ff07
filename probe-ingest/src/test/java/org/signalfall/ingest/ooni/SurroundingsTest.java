package org.signalfall.ingest.ooni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.ingest.ooni.OoniMother.quoted;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalfall.avro.Access;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Outcome;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.input.MalformedRecordException;

/** What stands between a probe and the Internet: its network, router, portal and resolver. */
class SurroundingsTest {

  private static final String TIMEOUT = "generic_timeout_error";

  @ParameterizedTest
  @CsvSource({
    "wifi,FIXED,FAILURE,SUCCESS",
    "Ethernet,FIXED,FAILURE,SUCCESS",
    "wired_ethernet,FIXED,FAILURE,SUCCESS",
    "mobile,MOBILE,FAILURE,SUCCESS",
    "cellular,MOBILE,FAILURE,SUCCESS",
    "usb,UNKNOWN,FAILURE,SUCCESS",
    "bluetooth,UNKNOWN,FAILURE,SUCCESS",
    "unknown,UNKNOWN,FAILURE,SUCCESS",
    "vpn,UNKNOWN,NO_EVIDENCE,NO_EVIDENCE",
    "no_internet,UNKNOWN,NO_EVIDENCE,SUCCESS"
  })
  void shouldWeighOutcomesByHowTheProbeGetsOnline(
      String type, Access access, Outcome whenFailed, Outcome whenPassed)
      throws MalformedRecordException {
    ProbeMeasurement failed = over(type, TIMEOUT);
    ProbeMeasurement passed = over(type, null);

    assertThat(failed.getAccess()).isEqualTo(access);
    assertThat(backend(failed).getOutcome()).isEqualTo(whenFailed);
    assertThat(backend(passed).getOutcome()).isEqualTo(whenPassed);
    if (whenFailed == Outcome.NO_EVIDENCE) {
      assertThat(backend(failed).getFailure()).isNull();
      assertThat(backend(failed).getLayer()).isEqualTo(Layer.UNKNOWN);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://192.168.1.1/login", "http://172.16.0.1:8080/portal?x=1"})
  void shouldTakeACaptivePortalForNoEvidence(String portal) throws MalformedRecordException {
    ProbeMeasurement measurement =
        OoniMother.of("whatsapp")
            .key("registration_server_status", quoted("blocked"))
            .key("registration_server_failure", quoted("ssl_invalid_hostname"))
            .answered("http://web.whatsapp.com/", 302, portal)
            .request("https://v.whatsapp.net/v2/register", "ssl_invalid_hostname")
            .parse();

    assertThat(measurement.getComponents())
        .extracting(ComponentOutcome::getOutcome)
        .containsOnly(Outcome.NO_EVIDENCE);
  }

  @Test
  void shouldTakeNetworkAuthenticationForACaptivePortal() throws MalformedRecordException {
    ProbeMeasurement measurement =
        web().key("blocking", quoted("http-diff")).answered("http://a.example/", 511, null).parse();

    assertThat(measurement.getComponents().get(0).getOutcome()).isEqualTo(Outcome.NO_EVIDENCE);
  }

  @Test
  void shouldTakeARouterThatAnswersForTheSiteForNoEvidence() throws MalformedRecordException {
    ProbeMeasurement measurement =
        web().key("blocking", quoted("dns")).resolved("a.example", "192.168.0.1").parse();

    assertThat(measurement.getComponents().get(0).getOutcome()).isEqualTo(Outcome.NO_EVIDENCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.10.34.36", "127.0.0.1", "0.0.0.0"})
  void shouldFailAtDnsWhenTheAddressIsOfNoPublicService(String address)
      throws MalformedRecordException {
    ProbeMeasurement measurement =
        OoniMother.of("whatsapp")
            .resolved("e1.whatsapp.net", address)
            .connect(address, 443, null)
            .resolved("web.whatsapp.com", address)
            .request("https://web.whatsapp.com/", "ssl_invalid_hostname")
            .parse();

    ComponentOutcome app = measurement.getComponents().get(0);
    ComponentOutcome web = measurement.getComponents().get(2);
    assertThat(app.getOutcome()).isEqualTo(Outcome.FAILURE);
    assertThat(app.getLayer()).isEqualTo(Layer.DNS);
    assertThat(app.getFailure()).isEqualTo("dns_bogon_error");
    assertThat(web.getOutcome()).isEqualTo(Outcome.FAILURE);
    assertThat(web.getLayer()).isEqualTo(Layer.DNS);
  }

  @Test
  void shouldTakeAResolverThatIsNotThereForNoEvidence() throws MalformedRecordException {
    ProbeMeasurement single =
        web()
            .key("blocking", quoted("dns"))
            .key("dns_experiment_failure", quoted("connection_refused"))
            .parse();
    ProbeMeasurement several =
        OoniMother.of("whatsapp")
            .unresolved("e1.whatsapp.net", "connection_refused")
            .unresolved("e2.whatsapp.net", "connection_refused")
            .parse();

    assertThat(single.getComponents().get(0).getOutcome()).isEqualTo(Outcome.NO_EVIDENCE);
    assertThat(several.getComponents().get(0).getOutcome()).isEqualTo(Outcome.NO_EVIDENCE);
  }

  @Test
  void shouldTakeTheMedianOfConnectsForTheLatency() throws MalformedRecordException {
    ProbeMeasurement measurement =
        OoniMother.of("telegram")
            .connect("198.51.100.1", 80, 1.0, 1.030)
            .connect("198.51.100.2", 80, 1.0, 1.0901)
            .connect("198.51.100.3", 80, 1.0, 1.500)
            .connect("198.51.100.4", 80, TIMEOUT)
            .connect("198.51.100.5", 80, 0.0, 0.0)
            .connect("198.51.100.6", 80, 5.0, 1.0)
            .parse();

    assertThat(measurement.getComponents().get(0).getLatencyMs()).isEqualTo(91);
    assertThat(measurement.getComponents().get(1).getLatencyMs()).isNull();
  }

  private static ProbeMeasurement over(String networkType, String failure)
      throws MalformedRecordException {
    return OoniMother.of("signal")
        .field("annotations", "{\"network_type\":" + quoted(networkType) + "}")
        .request("https://chat.signal.org/", failure)
        .parse();
  }

  private static ComponentOutcome backend(ProbeMeasurement measurement) {
    return measurement.getComponents().get(0);
  }

  private static OoniMother web() {
    return OoniMother.of("web_connectivity")
        .field("input", quoted("http://a.example/"))
        .key("dns_consistency", quoted("inconsistent"));
  }
}
