package org.signalfall.ingest.ooni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signalfall.ingest.ooni.OoniMother.quoted;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Outcome;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.input.MalformedRecordException;

/** Tor, Psiphon and RiseupVPN. */
class CircumventionTest {

  private static final String TIMEOUT = quoted("generic_timeout_error");
  private static final String KEY_CHANGED = quoted("handshake: ntor AUTH mismatch: Derived: 5f");

  private final List<String> targets = new ArrayList<>();

  @Test
  void shouldReportTorByKindOfTarget() throws MalformedRecordException {
    target("or_port_dirauth", "null", true);
    target("dir_port", "null", true);
    target("obfs4", TIMEOUT, true);
    target("obfs4", TIMEOUT, false);
    target("obfs4", "null", true);
    target("unheard_of", TIMEOUT, false);

    ProbeMeasurement measurement = tor().parse();

    assertThat(measurement.getService()).isEqualTo("tor");
    assertThat(measurement.getComponents())
        .extracting(ComponentOutcome::getComponent)
        .containsExactly("or_port_dirauth", "dir_port", "obfs4");
    assertThat(measurement.getComponents())
        .extracting(ComponentOutcome::getOutcome)
        .containsExactly(Outcome.SUCCESS, Outcome.SUCCESS, Outcome.FAILURE);
    ComponentOutcome obfs4 = measurement.getComponents().get(2);
    assertThat(obfs4.getFailure()).isEqualTo("generic_timeout_error");
    assertThat(obfs4.getEndpointsExpected()).isEqualTo(3);
    assertThat(obfs4.getEndpointsFailed()).isEqualTo(2);
  }

  @Test
  void shouldNameTheHandshakeWhenTorsTcpConnected() throws MalformedRecordException {
    target("or_port_dirauth", TIMEOUT, true);

    assertThat(only(tor().parse()).getLayer()).isEqualTo(Layer.TLS);
  }

  @Test
  void shouldTakeBridgesThatChangedTheirKeyForNoEvidence() throws MalformedRecordException {
    target("obfs4", KEY_CHANGED, true);
    target("obfs4", KEY_CHANGED, true);
    target("obfs4", TIMEOUT, true);
    target("obfs4", "null", true);
    target("obfs4", "false", false);

    ComponentOutcome obfs4 = only(tor().parse());

    assertThat(obfs4.getOutcome()).isEqualTo(Outcome.NO_EVIDENCE);
    assertThat(obfs4.getEndpointsExpected()).isEqualTo(5);
    assertThat(obfs4.getEndpointsTried()).isEqualTo(2);
    assertThat(obfs4.getEndpointsFailed()).isEqualTo(1);
  }

  @Test
  void shouldRejectTorWhenItTriedNothing() {
    assertThatThrownBy(() -> tor().parse())
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("the measurement has no result");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true|null|100|done|SUCCESS|UNKNOWN",
        "false|\"generic_timeout_error\"|5|conn|FAILURE|TCP",
        "false|\"generic_timeout_error\"|14|handshake|FAILURE|TLS",
        "false|\"generic_timeout_error\"|50|loading_descriptors|FAILURE|UNKNOWN",
        "false|\"generic_timeout_error\"|0|starting|NO_EVIDENCE|UNKNOWN",
        "false|\"unknown_failure: exec: executable file not found\"|5|conn|NO_EVIDENCE|UNKNOWN",
        "null|null|0|null|NO_EVIDENCE|UNKNOWN"
      })
  void shouldReadVanillaTorByHowFarItGot(
      String success, String failure, String progress, String tag, Outcome outcome, Layer layer)
      throws MalformedRecordException {
    ProbeMeasurement measurement =
        OoniMother.of("vanilla_tor")
            .key("success", success)
            .key("failure", failure)
            .key("tor_progress", progress)
            .key("tor_progress_tag", tag.equals("null") ? tag : quoted(tag))
            .parse();

    assertThat(measurement.getService()).isEqualTo("tor");
    assertThat(only(measurement).getComponent()).isEqualTo("bootstrap");
    assertThat(only(measurement).getOutcome()).isEqualTo(outcome);
    assertThat(only(measurement).getLayer()).isEqualTo(layer);
  }

  @Test
  void shouldReadTheTimeoutOfAnOlderVanillaTor() throws MalformedRecordException {
    ProbeMeasurement measurement =
        OoniMother.of("vanilla_tor")
            .key("success", "false")
            .key("error", quoted("timeout-reached"))
            .key("tor_progress", "10")
            .parse();

    assertThat(only(measurement).getFailure()).isEqualTo("generic_timeout_error");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null|5.8|SUCCESS",
        "null|0|NO_EVIDENCE",
        "\"unknown_failure: clientlib: tunnel establishment timeout\"|0|FAILURE",
        "\"connection_reset\"|5.8|FAILURE",
        "\"interrupted\"|0|NO_EVIDENCE",
        "\"unknown_failure: who knows\"|0|NO_EVIDENCE"
      })
  void shouldReadPsiphonFromItsTunnel(String failure, String bootstrap, Outcome outcome)
      throws MalformedRecordException {
    ProbeMeasurement measurement =
        OoniMother.of("psiphon").key("failure", failure).key("bootstrap_time", bootstrap).parse();

    assertThat(measurement.getService()).isEqualTo("psiphon");
    assertThat(only(measurement).getComponent()).isEqualTo("tunnel");
    assertThat(only(measurement).getOutcome()).isEqualTo(outcome);
    assertThat(only(measurement).getEndpointsExpected()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "connection_reset,FAILURE",
    "dns_nxdomain_error,FAILURE",
    "ssl_invalid_certificate,NO_EVIDENCE",
    "ssl_unknown_authority,NO_EVIDENCE"
  })
  void shouldNotBlameTheNetworkWhenRiseupsCertificateIsWrong(String failure, Outcome outcome)
      throws MalformedRecordException {
    ProbeMeasurement measurement =
        OoniMother.of("riseupvpn")
            .key("api_status", quoted("blocked"))
            .request("https://black.riseup.net/ca.crt", failure)
            .parse();

    assertThat(only(measurement).getComponent()).isEqualTo("api");
    assertThat(only(measurement).getOutcome()).isEqualTo(outcome);
  }

  @Test
  void shouldReportTheTransportsOfRiseupApart() throws MalformedRecordException {
    ProbeMeasurement measurement =
        OoniMother.of("riseupvpn")
            .key("transport_status", "{\"openvpn\":\"ok\",\"obfs4\":\"blocked\"}")
            .request("https://api.black.riseup.net/3/config/eip-service.json", null)
            .parse();

    assertThat(measurement.getComponents())
        .extracting(ComponentOutcome::getComponent)
        .containsExactly("api", "openvpn", "obfs4");
    assertThat(measurement.getComponents())
        .extracting(ComponentOutcome::getOutcome)
        .containsExactly(Outcome.SUCCESS, Outcome.SUCCESS, Outcome.FAILURE);
  }

  private void target(String kind, String failure, boolean connected) {
    String connect =
        "{\"ip\":\"198.51.100.1\",\"port\":9001,\"status\":{\"success\":true,\"failure\":null}}";
    targets.add(
        "\"t%d\":{\"target_protocol\":\"%s\",\"target_address\":\"198.51.100.1:9001\",\"failure\":%s,\"tcp_connect\":[%s]}"
            .formatted(targets.size(), kind, failure, connected ? connect : ""));
  }

  private OoniMother tor() {
    return OoniMother.of("tor").key("targets", "{" + String.join(",", targets) + "}");
  }

  private static ComponentOutcome only(ProbeMeasurement measurement) {
    assertThat(measurement.getComponents()).hasSize(1);
    return measurement.getComponents().get(0);
  }
}
