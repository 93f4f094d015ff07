package org.signalfall.ingest.ooni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signalfall.ingest.ooni.OoniMother.quoted;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
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

class ApiRowTest {

  private static final String COUNTS =
      "{\"accessible_endpoints\":%d,\"unreachable_endpoints\":%d,\"http_success_cnt\":%d,"
          + "\"http_failure_cnt\":%d,\"web_failure\":%s}";

  @Test
  void shouldReadWhereAndWhenAndInferTheVantageFromTheNetwork() throws MalformedRecordException {
    ProbeMeasurement measurement = parse(row("telegram", "false", "false", "{}"));

    assertThat(measurement.getMeasurementId()).isEqualTo(OoniMother.ID);
    assertThat(measurement.getTime()).isEqualTo(Instant.parse("2023-11-10T08:00:00Z"));
    assertThat(measurement.getCountry()).isEqualTo("KE");
    assertThat(measurement.getAsn()).isEqualTo(64500);
    assertThat(measurement.getAccess()).isEqualTo(Access.UNKNOWN);
    assertThat(measurement.getVantageInferred()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "false|false|false|{}|SUCCESS|UNKNOWN",
        "true|false|true|{\"analysis\":{\"blocking_type\":\"dns\"}}|NO_EVIDENCE|UNKNOWN",
        "true|false|false|{\"analysis\":{\"blocking_type\":\"dns\"}}|FAILURE|DNS",
        "true|false|false|{\"analysis\":{\"blocking_type\":\"tcp_ip\"}}|FAILURE|TCP",
        "true|false|false|{\"analysis\":{\"blocking_type\":\"http-failure\"}}|FAILURE|HTTP",
        "true|false|false|{\"analysis\":{\"blocking_type\":\"http-diff\"}}|NO_EVIDENCE|UNKNOWN",
        "true|true|false|{\"analysis\":{\"blocking_type\":\"http-diff\"}}|FAILURE|HTTP",
        "false|true|false|{}|FAILURE|HTTP"
      })
  void shouldReadAWebsiteFromItsTypeOfBlocking(
      String anomaly, String confirmed, String failure, String scores, Outcome outcome, Layer layer)
      throws MalformedRecordException {
    String row =
        row("web_connectivity", anomaly, failure, scores)
            .replace("\"confirmed\":false", "\"confirmed\":" + confirmed)
            .replace("\"input\":null", "\"input\":\"https://www.instagram.com/\"");

    ProbeMeasurement measurement = parse(row);

    assertThat(measurement.getService()).isEqualTo("instagram");
    assertThat(only(measurement).getComponent()).isEqualTo("web");
    assertThat(only(measurement).getOutcome()).isEqualTo(outcome);
    assertThat(only(measurement).getLayer()).isEqualTo(layer);
    assertThat(only(measurement).getEndpointsExpected()).isEqualTo(1);
  }

  @Test
  void shouldReadScoresThatAreWrittenAsText() throws MalformedRecordException {
    String scores = quoted("{\\\"analysis\\\":{\\\"blocking_type\\\":\\\"dns\\\"}}");
    String row =
        row("web_connectivity", "true", "false", scores)
            .replace("\"input\":null", "\"input\":\"https://www.instagram.com/\"");

    assertThat(only(parse(row)).getLayer()).isEqualTo(Layer.DNS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12|0|12|0|null|SUCCESS|SUCCESS|UNKNOWN",
        "12|0|1|11|null|FAILURE|SUCCESS|HTTP",
        "1|11|1|11|'generic_timeout_error'|FAILURE|FAILURE|TCP",
        "12|0|2|2|null|NO_EVIDENCE|SUCCESS|UNKNOWN",
        "12|0|12|0|'telegram_missing_title_error'|SUCCESS|NO_EVIDENCE|UNKNOWN"
      })
  void shouldJudgeTelegramByTheCountsOfItsScores(
      int accessible,
      int unreachable,
      int passed,
      int failed,
      String webFailure,
      Outcome app,
      Outcome web,
      Layer layer)
      throws MalformedRecordException {
    String scores =
        COUNTS.formatted(
            accessible,
            unreachable,
            passed,
            failed,
            webFailure.equals("null") ? webFailure : quoted(webFailure));

    List<ComponentOutcome> components =
        parse(row("telegram", "true", "false", scores)).getComponents();

    assertThat(components).extracting(ComponentOutcome::getComponent).containsExactly("app", "web");
    assertThat(components).extracting(ComponentOutcome::getOutcome).containsExactly(app, web);
    assertThat(components.get(0).getLayer()).isEqualTo(layer);
  }

  @Test
  void shouldTakeAProbeWithoutANetworkForNoEvidence() throws MalformedRecordException {
    String scores = COUNTS.formatted(0, 12, 0, 12, quoted("network_unreachable"));

    assertThat(only(parse(row("telegram", "true", "false", scores))).getOutcome())
        .isEqualTo(Outcome.NO_EVIDENCE);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1_001, Integer.MAX_VALUE})
  void shouldRejectCountsThatNoTestHas(int count) {
    String scores = COUNTS.formatted(12, 0, count, 0, "null");

    assertThatThrownBy(() -> parse(row("telegram", "true", "false", scores)))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("scores.http_success_cnt is " + count + ", not 0 to 1000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "whatsapp|true|{}|any|FAILURE",
        "whatsapp|false|{}|any|SUCCESS",
        "tor|true|{\"blocking_general\":0.9}|any|FAILURE",
        "riseupvpn|true|{}|any|FAILURE",
        "psiphon|true|{}|tunnel|FAILURE",
        "vanilla_tor|false|{}|bootstrap|SUCCESS",
        "signal|false|{}|backend|SUCCESS",
        "signal|true|{\"analysis\":{\"signal_backend_failure\":\"connection_reset\"}}|backend|FAILURE",
        "signal|true|{\"analysis\":{\"signal_backend_failure\":\"ssl_unknown_authority\"}}|backend|NO_EVIDENCE",
        "signal|true|{\"analysis\":{\"signal_backend_failure\":\"dns_nxdomain_error\"}}|backend|NO_EVIDENCE",
        "facebook_messenger|false|{}|app|SUCCESS",
        "facebook_messenger|true|{\"facebook_edge_dns_consistent\":false,\"facebook_dns_blocking\":true}|app|SUCCESS",
        "facebook_messenger|true|{\"facebook_edge_reachable\":false,\"facebook_star_reachable\":false,\"facebook_b_api_reachable\":false,\"facebook_b_graph_reachable\":false}|app|FAILURE"
      })
  void shouldNotSayMoreThanTheScoresDo(
      String test, String anomaly, String scores, String component, Outcome outcome)
      throws MalformedRecordException {
    ComponentOutcome only = only(parse(row(test, anomaly, "false", scores)));

    assertThat(only.getComponent()).isEqualTo(component);
    assertThat(only.getOutcome()).isEqualTo(outcome);
  }

  private static ComponentOutcome only(ProbeMeasurement measurement) {
    assertThat(measurement.getComponents()).hasSize(1);
    return measurement.getComponents().get(0);
  }

  static String row(String test, String anomaly, String failure, String scores) {
    return """
    {"measurement_uid":"%s","measurement_start_time":"2023-11-10T08:00:00.000000Z",\
    "probe_cc":"KE","probe_asn":"AS64500","test_name":"%s","input":null,"anomaly":%s,\
    "confirmed":false,"failure":%s,"report_id":"r","scores":%s}"""
        .formatted(OoniMother.ID, test, anomaly, failure, scores);
  }

  private static ProbeMeasurement parse(String row) throws MalformedRecordException {
    List<ProbeMeasurement> all = OoniMother.parser().parse(row.getBytes(StandardCharsets.UTF_8));
    assertThat(all).hasSize(1);
    return all.get(0);
  }
}
