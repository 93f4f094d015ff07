package org.signalfall.ingest.ooni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signalfall.ingest.ooni.OoniMother.quoted;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalfall.avro.Access;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.input.MalformedRecordException;

class OoniParserTest {

  private final OoniParser parser = OoniMother.parser();

  @Test
  void shouldReadWhereWhenAndWithWhatWasMeasured() throws MalformedRecordException {
    ProbeMeasurement measurement =
        OoniMother.of("telegram")
            .field("probe_network_name", quoted("Example Net"))
            .field("software_name", quoted("ooniprobe-android"))
            .field("software_version", quoted("3.7.1"))
            .field("annotations", "{\"network_type\":\"mobile\",\"platform\":\"android\"}")
            .parse();

    assertThat(measurement.getMeasurementId()).isEqualTo(OoniMother.ID);
    assertThat(measurement.getTime()).isEqualTo(Instant.parse("2023-11-10T08:00:00Z"));
    assertThat(measurement.getCountry()).isEqualTo("KE");
    assertThat(measurement.getAsn()).isEqualTo(64500);
    assertThat(measurement.getNetworkName()).isEqualTo("Example Net");
    assertThat(measurement.getAccess()).isEqualTo(Access.MOBILE);
    assertThat(measurement.getSoftwareName()).isEqualTo("ooniprobe-android");
    assertThat(measurement.getSoftwareVersion()).isEqualTo("3.7.1");
    assertThat(measurement.getTestName()).isEqualTo("telegram");
    assertThat(measurement.getVantageInferred()).isTrue();
  }

  @Test
  void shouldInferOneVantageForOneSetupAndAnotherForAnother() throws MalformedRecordException {
    String home = vantageBehind("203.0.113.1");

    assertThat(vantageBehind("203.0.113.1")).isEqualTo(home);
    assertThat(vantageBehind("203.0.113.2")).isNotEqualTo(home);
    assertThat(home).doesNotContain("203.0.113");
  }

  @Test
  void shouldTakeADeclaredProbe() throws MalformedRecordException {
    ProbeMeasurement measurement =
        OoniMother.of("telegram").field("probe_id", quoted("p7")).parse();

    assertThat(measurement.getVantage()).isEqualTo("p7");
    assertThat(measurement.getVantageInferred()).isFalse();
  }

  @Test
  void shouldDeriveAnIdentityWhenTheSourceGivesNone() throws MalformedRecordException {
    String first = OoniMother.of("telegram").field("id", "null").parse().getMeasurementId();
    String other =
        OoniMother.of("telegram")
            .field("id", "null")
            .field("report_id", quoted("r"))
            .parse()
            .getMeasurementId();

    assertThat(first).isNotBlank().isNotEqualTo(other);
  }

  @Test
  void shouldPassOverOtherTestsAndCountThem() throws MalformedRecordException {
    byte[] other = OoniMother.of("ndt").json().getBytes(StandardCharsets.UTF_8);

    assertThat(parser.parse(other)).isEmpty();
    assertThat(parser.passedOver()).containsEntry("ndt", 1L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "probe_cc|null|probe_cc is missing",
        "probe_cc|\"ZZ\"|the country 'ZZ' is no ISO 3166-1 code of two letters",
        "probe_asn|\"AS0\"|the ASN 'AS0' names no network",
        "probe_asn|12455|probe_asn is a number instead of text",
        "measurement_start_time|\"soon\"|the measurement_start_time 'soon' is not understood",
        "measurement_start_time|\"9999-01-01 00:00:00\"|the time 9999-01-01T00:00:00Z is more than a day ahead",
        "annotations|[]|annotations is a list instead of an object",
        "test_name|null|test_name is missing"
      })
  void shouldRejectAMeasurementWhenItsHeaderIsBroken(String field, String json, String reason) {
    OoniMother measurement = OoniMother.of("telegram").field(field, json);

    assertThatThrownBy(measurement::parse)
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "requests|\"none\"|test_keys.requests is text instead of a list",
        "requests|[null]|test_keys.requests[0] is null instead of an object",
        "requests|[{\"request\":7}]|test_keys.requests[0].request is a number instead of an object",
        "tcp_connect|{}|test_keys.tcp_connect is an object instead of a list",
        "tcp_connect|[{\"ip\":7,\"port\":1,\"status\":{\"success\":true}}]|test_keys.tcp_connect[0].ip is a number instead of text",
        "queries|[{\"hostname\":\"a\",\"answers\":\"b\"}]|test_keys.queries[0].answers is text instead of a list",
        "telegram_tcp_blocking|\"no\"|test_keys.telegram_tcp_blocking is text instead of true or false",
        "telegram_web_status|[]|test_keys.telegram_web_status is a list instead of text"
      })
  void shouldRejectAMeasurementWhenATestKeyHasTheWrongType(String key, String json, String reason) {
    OoniMother measurement = OoniMother.of("telegram").key(key, json);

    assertThatThrownBy(measurement::parse)
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "null", "[]", "{\"test_name\":\"telegram\"", "{} {}", "\u0000"})
  void shouldRejectWhatIsNoMeasurement(String text) {
    assertThatThrownBy(() -> parser.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedRecordException.class);
  }

  @Test
  void shouldRejectNestingWithoutEnd() {
    byte[] nested = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> parser.parse(nested)).isInstanceOf(MalformedRecordException.class);
  }

  @Test
  void shouldRejectMoreValuesThanAnyMeasurementHas() {
    String json = OoniMother.of("telegram").field("x", "[" + "{},".repeat(600_000) + "0]").json();

    assertThatThrownBy(() -> parser.parse(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("the measurement holds more than 500000 values");
  }

  @Test
  void shouldPassOverBodiesAndEventsWhateverTheySay() throws MalformedRecordException {
    String body = "{\"body\":[" + "{},".repeat(600_000) + "0],\"network_events\":7}";

    ProbeMeasurement measurement = OoniMother.of("telegram").field("x", body).parse();

    assertThat(measurement.getService()).isEqualTo("telegram");
  }

  @Test
  void shouldCountNoMoreNamesOfTestsThanAPersonReads() throws MalformedRecordException {
    for (int i = 0; i < 300; i++) {
      parser.parse(OoniMother.of("test" + i).json().getBytes(StandardCharsets.UTF_8));
    }

    assertThat(parser.passedOver()).hasSize(101).containsEntry("others", 200L);
  }

  @Test
  void shouldRejectAMeasurementWithoutTestKeys() {
    byte[] json =
        OoniMother.of("whatsapp")
            .json()
            .replace("\"test_keys\":{}", "\"test_keys\":null")
            .getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> parser.parse(json))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("test_keys is missing");
  }

  private static String vantageBehind(String resolver) throws MalformedRecordException {
    return OoniMother.of("telegram").field("resolver_ip", quoted(resolver)).parse().getVantage();
  }
}
