package org.signalfall.ingest.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalfall.avro.Access;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.FeedKind;
import org.signalfall.avro.Layer;
import org.signalfall.avro.Locality;
import org.signalfall.avro.Outcome;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.schema.reference.ReferenceData;

class ProbeLinesSourceTest {

  @TempDir private Path folder;

  private ProbeFile file;

  @BeforeEach
  void newFile() {
    file = new ProbeFile(folder);
  }

  @Test
  void shouldReadTheShortForm() throws IOException {
    file.lines(ProbeFile.SHORT);

    ProbeMeasurement measurement = file.read().get(0);

    assertThat(measurement.getMeasurementId()).matches("[0-9a-f]{24}");
    assertThat(measurement.getTime()).isEqualTo(Instant.parse("2022-09-21T14:00:00Z"));
    assertThat(measurement.getCountry()).isEqualTo("IR");
    assertThat(measurement.getAsn()).isEqualTo(44244);
    assertThat(measurement.getVantage()).isEqualTo("v1");
    assertThat(measurement.getVantageInferred()).isFalse();
    assertThat(measurement.getService()).isEqualTo("whatsapp");
    assertThat(measurement.getAccess()).isEqualTo(Access.UNKNOWN);
    assertThat(measurement.getComponents())
        .containsExactly(
            ComponentOutcome.newBuilder()
                .setComponent("app")
                .setOutcome(Outcome.FAILURE)
                .setLayer(Layer.TCP)
                .setFailure("generic_timeout_error")
                .setEndpointsExpected(1)
                .setEndpointsTried(1)
                .setEndpointsFailed(1)
                .build());
    assertThat(file.rejections().all()).isEmpty();
  }

  @Test
  void shouldReadEveryFieldWhenAllAreGiven() throws IOException {
    file.lines(
        "{\"id\": \"m1\", \"time\": 1663768800.5, \"country\": \"ir\", \"region\": \"IR-23\","
            + " \"asn\": \"AS44244\", \"network\": \"Irancell\", \"access\": \"Mobile\","
            + " \"vantage\": 17, \"software\": {\"name\": \"prober\", \"version\": \"1.2.3.4\"},"
            + " \"test\": \"tcp\", \"service\": \"whatsapp\", \"note\": {}, \"components\": ["
            + "{\"component\": \"app\", \"ok\": true, \"expected\": 16, \"tried\": 12, \"failed\": 1,"
            + " \"latency_ms\": 80, \"goodput_kbps\": 900, \"locality\": \"foreign\"},"
            + "{\"component\": \"media\", \"ok\": null}]}");

    assertThat(file.read())
        .containsExactly(
            ProbeMeasurement.newBuilder()
                .setMeasurementId("m1")
                .setTime(Instant.parse("2022-09-21T14:00:00.500Z"))
                .setCountry("IR")
                .setRegion("IR-23")
                .setAsn(44244)
                .setNetworkName("Irancell")
                .setAccess(Access.MOBILE)
                .setVantage("17")
                .setSoftwareName("prober")
                .setSoftwareVersion("1.2.3.4")
                .setTestName("tcp")
                .setService("whatsapp")
                .setComponents(
                    List.of(
                        ComponentOutcome.newBuilder()
                            .setComponent("app")
                            .setOutcome(Outcome.SUCCESS)
                            .setEndpointsExpected(16)
                            .setEndpointsTried(12)
                            .setEndpointsFailed(1)
                            .setLatencyMs(80)
                            .setGoodputKbps(900)
                            .setLocality(Locality.FOREIGN)
                            .build(),
                        ComponentOutcome.newBuilder()
                            .setComponent("media")
                            .setOutcome(Outcome.NO_EVIDENCE)
                            .setEndpointsExpected(1)
                            .build()))
                .build());
    assertThat(file.rejections().all()).isEmpty();
  }

  @Test
  void shouldReadSoftwareFromOneText() throws IOException {
    file.lines(with("\"software\":\"prober/2.1/x\""), with("\"software\":\"prober\""));

    assertThat(file.read())
        .extracting(ProbeMeasurement::getSoftwareName, ProbeMeasurement::getSoftwareVersion)
        .containsExactlyInAnyOrder(tuple("prober", "2.1/x"), tuple("prober", null));
  }

  @Test
  void shouldTakeTheCountryOfTheNetworkWhenTheLineNamesNone() throws IOException {
    String nowhere = ProbeFile.SHORT.replace("\"country\":\"IR\",", "");
    file.lines(nowhere, nowhere.replace("44244", "7"));

    assertThat(file.read()).extracting(ProbeMeasurement::getCountry).containsExactly("IR");
    assertThat(file.rejections().reasons())
        .containsExactly("country is missing, and the reference data does not know that of AS7");
  }

  @Test
  void shouldDeriveOneIdForOneLineAndAnotherForAnother() throws IOException {
    file.lines(ProbeFile.SHORT, "  " + ProbeFile.SHORT, ProbeFile.SHORT.replace("v1", "v2"));

    assertThat(file.read().stream().map(ProbeMeasurement::getMeasurementId).distinct()).hasSize(2);
  }

  @Test
  void shouldNameEverythingThatIsWrongWithALine() throws IOException {
    file.lines(
        ProbeFile.SHORT,
        "{\"time\":\"yesterday\",\"country\":\"Iran\",\"asn\":0,\"access\":\"cable\",\"service\":[],"
            + "\"component\":\"app\",\"ok\":\"no\",\"tried\":1,\"failed\":2,\"latency_ms\":-1}");

    assertThat(file.read()).hasSize(1);
    assertThat(file.rejections().places()).containsExactly("mine.jsonl:2");
    assertThat(file.rejections().reasons())
        .containsExactly(
            "the time 'yesterday' is not understood"
                + "; the ASN '0' names no network"
                + "; the country 'Iran' is no ISO 3166-1 code of two letters"
                + "; access 'cable' is none of unknown, mobile, fixed, any"
                + "; vantage is missing"
                + "; service is neither text nor a number"
                + "; ok is neither true, false nor null"
                + "; latency_ms is no whole number from 0 to 3600000"
                + "; failed, tried and expected do not rise: 2, 1, 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1]|the line is no JSON object",
        "{} {}|text follows the object",
        "{\"components\":[]}|components is no list of 1 to 100 objects",
        "{\"components\":{}}|components is no list of 1 to 100 objects",
        "{\"components\":[1]}|components[0] is no object",
        "{\"components\":[{\"ok\":true}],\"ok\":true}|component stands beside components; components[0].component is missing",
        "{\"component\":\"a\"}|ok is missing: true, false, or null for no evidence",
        "{\"component\":\"a\",\"ok\":true,\"failure\":\"x\"}|failure or layer is given, yet ok is not false",
        "{\"component\":\"a\",\"ok\":false,\"layer\":\"wire\"}|layer 'wire' is none of unknown, dns, ip, tcp, tls, http, throttling"
      })
  void shouldRejectWhatIsNoMeasurement(String bad, String reason) throws IOException {
    String rest =
        "\"time\":1663768800,\"country\":\"IR\",\"asn\":1,\"vantage\":\"v\",\"service\":\"s\",";
    file.lines(bad.startsWith("{\"") ? "{" + rest + bad.substring(1) : bad, ProbeFile.SHORT);

    assertThat(file.read()).hasSize(1);
    assertThat(file.rejections().reasons()).singleElement().asString().startsWith(reason);
  }

  @Test
  void shouldWriteNoAddress() throws IOException {
    file.lines(
        ProbeFile.SHORT
            .replace("\"v1\"", "\"probe-192.0.2.1\",\"id\":\"2001:db8::1-7\"")
            .replace(
                "generic_timeout_error", "dial tcp [2001:db8::1]:443 via 192.0.2.7:80: refused")
            .replace("\"whatsapp\"", "\"192.0.2.9\",\"region\":\"at 192.0.2.1.\""));

    ProbeMeasurement measurement = file.read().get(0);

    assertThat(measurement.getVantage()).matches("[0-9a-f]{24}");
    assertThat(measurement.getMeasurementId()).matches("[0-9a-f]{24}");
    assertThat(measurement.getService()).isEqualTo("[address]");
    assertThat(measurement.getRegion()).isEqualTo("at [address].");
    assertThat(measurement.getComponents().get(0).getFailure())
        .isEqualTo("dial tcp [[address]]:443 via [address]:80: refused");
  }

  @Test
  void shouldNameTheFeedAfterTheFileUnlessToldOtherwise() {
    assertThat(file.source().feed().name()).isEqualTo("probes:mine");
    assertThat(file.source().feed().kind()).isEqualTo(FeedKind.PROBE);
    assertThat(
            new ProbeLinesSource(
                    Path.of("-"), Optional.of("fleet"), ReferenceData::builtIn, 1 << 20)
                .feed()
                .name())
        .isEqualTo("fleet");
  }

  private static String with(String field) {
    return ProbeFile.SHORT.replace("{", "{" + field + ",");
  }
}
