package org.signalfall.ingest.ooni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.ingest.ooni.OoniMother.quoted;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Outcome;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.input.MalformedRecordException;

class OoniOutcomesTest {

  private static final String TIMEOUT = "generic_timeout_error";

  @Test
  void shouldFailTelegramWhenHttpTimesOutAlthoughTcpConnects() throws MalformedRecordException {
    OoniMother measurement = OoniMother.of("telegram").key("telegram_tcp_blocking", "false");
    for (int i = 1; i <= 6; i++) {
      measurement.connect("198.51.100." + i, 80, null);
      measurement.request("http://198.51.100." + i + "/", TIMEOUT);
      measurement.connect("198.51.100." + i, 443, null);
      measurement.request("http://198.51.100." + i + ":443/", i == 1 ? null : TIMEOUT);
    }

    ComponentOutcome app = component(measurement, "app");

    assertThat(app.getOutcome()).isEqualTo(Outcome.FAILURE);
    assertThat(app.getLayer()).isEqualTo(Layer.HTTP);
    assertThat(app.getFailure()).isEqualTo(TIMEOUT);
    assertThat(app.getEndpointsExpected()).isEqualTo(12);
    assertThat(app.getEndpointsTried()).isEqualTo(12);
    assertThat(app.getEndpointsFailed()).isEqualTo(11);
  }

  @Test
  void shouldNameTheTcpLayerWhenDataCentresDoNotConnect() throws MalformedRecordException {
    OoniMother measurement = OoniMother.of("telegram");
    for (int i = 1; i <= 10; i++) {
      measurement.connect("198.51.100." + i, 80, TIMEOUT);
      measurement.request("http://198.51.100." + i + "/", TIMEOUT);
    }

    assertThat(component(measurement, "app").getLayer()).isEqualTo(Layer.TCP);
  }

  @Test
  void shouldTakeEndpointsWithoutARowForNoEvidence() throws MalformedRecordException {
    OoniMother measurement = OoniMother.of("telegram");
    for (int i = 1; i <= 4; i++) {
      measurement.request("http://198.51.100." + i + "/", TIMEOUT);
    }

    ComponentOutcome app = component(measurement, "app");

    assertThat(app.getOutcome()).isEqualTo(Outcome.NO_EVIDENCE);
    assertThat(app.getEndpointsExpected()).isEqualTo(10);
    assertThat(app.getEndpointsTried()).isEqualTo(4);
  }

  @Test
  void shouldTellTheWebClientFromTheDataCentres() throws MalformedRecordException {
    OoniMother measurement =
        OoniMother.of("telegram")
            .key("telegram_web_status", quoted("blocked"))
            .key("telegram_web_failure", quoted("connection_reset"))
            .resolved("web.telegram.org", "192.0.2.9")
            .connect("192.0.2.9", 443, null)
            .request("https://web.telegram.org/", "connection_reset")
            .handshakeFailed("connection_reset");
    for (int i = 1; i <= 10; i++) {
      measurement.request("http://198.51.100." + i + "/", null);
    }

    assertThat(component(measurement, "app").getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(component(measurement, "app").getEndpointsTried()).isEqualTo(10);
    assertThat(component(measurement, "web").getOutcome()).isEqualTo(Outcome.FAILURE);
    assertThat(component(measurement, "web").getLayer()).isEqualTo(Layer.TLS);
  }

  @ParameterizedTest
  @CsvSource({
    "network_unreachable",
    "unknown_failure: dial tcp: connect: cannot allocate memory",
    "interrupted"
  })
  void shouldTakeLocalFailuresForNoEvidence(String failure) throws MalformedRecordException {
    OoniMother measurement =
        OoniMother.of("telegram")
            .key("telegram_tcp_blocking", "false")
            .key("telegram_web_status", quoted("blocked"))
            .key("telegram_web_failure", quoted(failure));
    for (int i = 1; i <= 10; i++) {
      measurement.connect("198.51.100." + i, 80, failure);
    }

    assertThat(component(measurement, "app").getOutcome()).isEqualTo(Outcome.NO_EVIDENCE);
    assertThat(component(measurement, "web").getOutcome()).isEqualTo(Outcome.NO_EVIDENCE);
  }

  @Test
  void shouldIgnoreIpv6WhereTheNetworkHasNone() throws MalformedRecordException {
    OoniMother measurement =
        OoniMother.of("whatsapp").key("whatsapp_endpoints_status", quoted("ok"));
    for (int i = 1; i <= 4; i++) {
      measurement
          .connect("198.51.100." + i, 443, null)
          .connect("2001:db8::" + i, 443, "network_unreachable")
          .connect("2001:db8::1" + i, 443, "host_unreachable");
    }

    ComponentOutcome app = component(measurement, "app");

    assertThat(app.getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(app.getEndpointsFailed()).isZero();
  }

  @Test
  void shouldPassAWhatsappHostWhenOnePortConnects() throws MalformedRecordException {
    OoniMother measurement =
        OoniMother.of("whatsapp")
            .resolved("e1.whatsapp.net", "198.51.100.1")
            .connect("198.51.100.1", 5222, "connection_refused")
            .connect("198.51.100.1", 443, null)
            .unresolved("e2.whatsapp.net", "dns_nxdomain_error")
            .unresolved("e3.whatsapp.net", "dns_nxdomain_error");

    ComponentOutcome app = component(measurement, "app");

    assertThat(app.getEndpointsTried()).isEqualTo(3);
    assertThat(app.getEndpointsFailed()).isEqualTo(2);
    assertThat(app.getOutcome()).isEqualTo(Outcome.FAILURE);
    assertThat(app.getLayer()).isEqualTo(Layer.DNS);
  }

  @Test
  void shouldReportWhatsappRegistrationAndWebApart() throws MalformedRecordException {
    OoniMother measurement =
        OoniMother.of("whatsapp")
            .key("registration_server_status", quoted("ok"))
            .key("whatsapp_web_status", quoted("blocked"))
            .key("whatsapp_web_failure", quoted("connection_reset"))
            .request("https://v.whatsapp.net/v2/register", null)
            .request("https://web.whatsapp.com/", "connection_reset");

    assertThat(component(measurement, "registration").getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(component(measurement, "web").getOutcome()).isEqualTo(Outcome.FAILURE);
  }

  @Test
  void shouldNotCallAnUnexpectedAnswerOfTheServiceAFailure() throws MalformedRecordException {
    OoniMother measurement =
        OoniMother.of("whatsapp")
            .key("whatsapp_web_status", quoted("blocked"))
            .key("whatsapp_web_failure", quoted("http_unexpected_status_code"))
            .request("https://web.whatsapp.com/", null);

    assertThat(component(measurement, "web").getOutcome()).isEqualTo(Outcome.NO_EVIDENCE);
  }

  @ParameterizedTest
  @CsvSource({"0.2.0,NO_EVIDENCE", "0.2.1,NO_EVIDENCE", "0.2.2,FAILURE", "1.0.0,FAILURE"})
  void shouldBlameOldSignalTestsForUnknownAuthorities(String version, Outcome outcome)
      throws MalformedRecordException {
    OoniMother measurement =
        OoniMother.of("signal")
            .field("test_version", quoted(version))
            .key("signal_backend_status", quoted("blocked"))
            .key("signal_backend_failure", quoted("ssl_unknown_authority"))
            .request("https://storage.signal.org/", "ssl_unknown_authority");

    assertThat(component(measurement, "backend").getOutcome()).isEqualTo(outcome);
  }

  @Test
  void shouldFailSignalWhenOneOfItsHostsDoes() throws MalformedRecordException {
    ComponentOutcome backend =
        component(
            OoniMother.of("signal")
                .key("signal_backend_status", quoted("blocked"))
                .key("signal_backend_failure", quoted("connection_reset"))
                .request("https://chat.signal.org/", null)
                .request("https://storage.signal.org/", null)
                .request("https://cdn2.signal.org/", "connection_reset")
                .handshakeFailed("connection_reset"),
            "backend");

    assertThat(backend.getOutcome()).isEqualTo(Outcome.FAILURE);
    assertThat(backend.getLayer()).isEqualTo(Layer.TLS);
    assertThat(backend.getEndpointsTried()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"2023-04-30 12:00:00,FAILURE", "2023-05-30 12:00:00,SUCCESS"})
  void shouldForgetSignalsHostWhenItHadBeenGivenUp(String time, Outcome outcome)
      throws MalformedRecordException {
    OoniMother measurement =
        OoniMother.of("signal")
            .field("measurement_start_time", quoted(time))
            .key("signal_backend_status", quoted("blocked"))
            .key("signal_backend_failure", quoted("dns_nxdomain_error"))
            .request("https://chat.signal.org/", null)
            .request("https://api.directory.signal.org/", "dns_nxdomain_error");

    assertThat(component(measurement, "backend").getOutcome()).isEqualTo(outcome);
  }

  @Test
  void shouldBelieveAnUnknownAuthorityWhenSignalHadItsOldRoot() throws MalformedRecordException {
    OoniMother measurement =
        OoniMother.of("signal")
            .field("test_version", quoted("0.2.0"))
            .field("measurement_start_time", quoted("2021-06-01 12:00:00"))
            .key("signal_backend_status", quoted("blocked"))
            .key("signal_backend_failure", quoted("ssl_unknown_authority"))
            .request("https://storage.signal.org/", "ssl_unknown_authority");

    assertThat(component(measurement, "backend").getOutcome()).isEqualTo(Outcome.FAILURE);
  }

  @Test
  void shouldTrustFacebooksOwnAddressesMoreThanTheTest() throws MalformedRecordException {
    OoniMother measurement =
        OoniMother.of("facebook_messenger").key("facebook_dns_blocking", "true");
    for (String endpoint : new String[] {"stun", "b_api", "b_graph", "edge", "star"}) {
      measurement.key("facebook_" + endpoint + "_dns_consistent", "false");
    }
    measurement
        .resolved("stun.fbsbx.com", "157.240.194.19")
        .resolved("b-api.facebook.com", "157.240.194.35")
        .resolved("b-graph.facebook.com", "157.240.194.35")
        .resolved("edge-mqtt.facebook.com", "157.240.194.11")
        .resolved("star.c10r.facebook.com", "203.0.113.9");

    ComponentOutcome app = component(measurement, "app");

    assertThat(app.getOutcome()).isEqualTo(Outcome.NO_EVIDENCE);
    assertThat(app.getEndpointsFailed()).isEqualTo(1);
  }

  @Test
  void shouldReadMessengerFromItsFlags() throws MalformedRecordException {
    OoniMother blocked =
        OoniMother.of("facebook_messenger")
            .key("facebook_dns_blocking", "true")
            .key("facebook_tcp_blocking", "false");
    OoniMother fine =
        OoniMother.of("facebook_messenger").key("facebook_stun_dns_consistent", "true");
    for (String endpoint : new String[] {"b_api", "b_graph", "edge", "star"}) {
      blocked.key("facebook_" + endpoint + "_dns_consistent", "false");
      fine.key("facebook_" + endpoint + "_reachable", "true");
    }

    assertThat(component(blocked, "app").getOutcome()).isEqualTo(Outcome.FAILURE);
    assertThat(component(blocked, "app").getLayer()).isEqualTo(Layer.DNS);
    assertThat(component(fine, "app").getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(component(fine, "app").getEndpointsExpected()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({
    "false,true,consistent,null,null,SUCCESS,UNKNOWN",
    "false,false,consistent,null,null,NO_EVIDENCE,UNKNOWN",
    "null,null,consistent,null,null,NO_EVIDENCE,UNKNOWN",
    "false,true,consistent,connection_reset,null,NO_EVIDENCE,UNKNOWN",
    "dns,false,inconsistent,null,null,FAILURE,DNS",
    "tcp_ip,false,consistent,null,generic_timeout_error,FAILURE,TCP",
    "http-failure,false,consistent,null,connection_reset,FAILURE,HTTP",
    "http-failure,false,consistent,null,ssl_invalid_hostname,FAILURE,TLS",
    "http-failure,false,consistent,null,interrupted,NO_EVIDENCE,UNKNOWN",
    "http-diff,false,consistent,null,null,NO_EVIDENCE,UNKNOWN",
    "http-diff,false,inconsistent,null,null,FAILURE,HTTP"
  })
  void shouldReadWebConnectivityFromItsVerdict(
      String blocking,
      String accessible,
      String dns,
      String controlFailure,
      String httpFailure,
      Outcome outcome,
      Layer layer)
      throws MalformedRecordException {
    OoniMother measurement =
        web("https://www.instagram.com/")
            .key("blocking", word(blocking))
            .key("accessible", accessible)
            .key("dns_consistency", word(dns))
            .key("control_failure", word(controlFailure))
            .key("http_experiment_failure", word(httpFailure));

    ComponentOutcome web = component(measurement, "web");

    assertThat(web.getOutcome()).isEqualTo(outcome);
    assertThat(web.getLayer()).isEqualTo(layer);
    assertThat(web.getEndpointsExpected()).isEqualTo(1);
  }

  @Test
  void shouldNameTheTlsLayerWhenTheHandshakeWasReset() throws MalformedRecordException {
    OoniMother measurement =
        web("https://www.instagram.com/")
            .key("blocking", quoted("http-failure"))
            .key("http_experiment_failure", quoted("connection_reset"))
            .handshakeFailed("connection_reset");

    assertThat(component(measurement, "web").getLayer()).isEqualTo(Layer.TLS);
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.instagram.com/,instagram,web",
    "https://i.instagram.com/x|y,instagram,web",
    "https://en.m.wikipedia.org/wiki/A_(b),wikipedia,web",
    "https://x.com,x,web",
    "https://notx.com/,notx.com,web",
    "https://abs.twimg.com:443/,x,media",
    "http://www.news.example/,news.example,web",
    "http://user@NEWS.example:8080?q,news.example,web",
    "http://пример.example/,xn--e1afmkfd.example,web",
    "https://[2001:db8::1]/,address-fc67ca524a3efbdff42ed07d,web",
    "https://8.8.4.4/dns-query?dns=AA,google-dns,web"
  })
  void shouldFindTheServiceOfAUrl(String url, String service, String component)
      throws MalformedRecordException {
    ProbeMeasurement measurement = web(url).parse();

    assertThat(measurement.getService()).isEqualTo(service);
    assertThat(measurement.getComponents().get(0).getComponent()).isEqualTo(component);
  }

  private static OoniMother web(String url) {
    return OoniMother.of("web_connectivity").field("input", quoted(url));
  }

  private static String word(String word) {
    return word.equals("null") || word.equals("false") ? word : quoted(word);
  }

  private static ComponentOutcome component(OoniMother measurement, String name)
      throws MalformedRecordException {
    return measurement.parse().getComponents().stream()
        .filter(component -> component.getComponent().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
