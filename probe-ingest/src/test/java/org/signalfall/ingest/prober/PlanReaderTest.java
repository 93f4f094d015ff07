package org.signalfall.ingest.prober;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalfall.avro.Locality;
import org.signalfall.ingest.catalogue.Judgement;

class PlanReaderTest {

  private static final String CONTROLS =
      "'controls': [{'host': 'control.example', 'kind': 'https', 'locality': 'foreign'}]";
  private static final String TARGET = "{'host': 'a.example', 'kind': 'tls'}";

  @Test
  void shouldReadEverythingThatAPlanCanSay() throws IOException {
    ProbePlan plan =
        read(
            "{'controls': [{'host': 'control.example', 'port': 8443, 'kind': 'HTTPS',"
                + " 'path': '/x?y', 'status': 204, 'locality': 'domestic',"
                + " 'transfer': {'path': '/file', 'bytes': 65536}}],"
                + "'services': [{'service': 'messenger', 'components': [{'component': 'app',"
                + " 'locality': 'cdn', 'any_of': [{'host': '192.0.2.1', 'port': 5222,"
                + " 'kind': 'tcp'}, "
                + TARGET
                + "]}]}],"
                + "'block_pages': [{'in': 'header', 'header': 'Server', 'text': 'filter'}],"
                + "'genuine_networks': ['10.0.0.0/8'], 'slow_below': 0.25}");

    assertThat(plan.controls())
        .containsExactly(
            new ControlPlan(
                new ProbeTarget(
                    "control.example",
                    8443,
                    TargetKind.HTTPS,
                    "/x?y",
                    OptionalInt.of(204),
                    Optional.of(new Transfer("/file", 65_536))),
                Locality.DOMESTIC));
    assertThat(plan.services())
        .containsExactly(
            new ServicePlan(
                "messenger",
                List.of(
                    new ComponentPlan(
                        "app",
                        Locality.CDN,
                        Judgement.ANY_OF,
                        List.of(
                            LocalNet.target("192.0.2.1", 5222, TargetKind.TCP),
                            LocalNet.target("a.example", 443, TargetKind.TLS))))));
    assertThat(plan.blockPages())
        .containsExactly(new BlockPage(BlockPage.Place.HEADER, "Server", "filter"));
    assertThat(plan.genuineNetworks()).asString().isEqualTo("[10.0.0.0/8]");
    assertThat(plan.slowBelow()).isEqualTo(0.25);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | a plan needs services",
        "null | the plan is null",
        "{'services': [], 'x': 1} | Unrecognized field",
        "[] | Cannot deserialize",
        "{'services': [null]} | null stands among the services",
        "{'services': [{'components': []}]} | a service has no service",
        "{'controls': [], 'controls': []} | Duplicate field"
      })
  void shouldSayWhatIsWrongWithAPlan(String json, String reason) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("p.json:")
        .hasMessageContaining(reason.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'host': 'a.example'} | has no kind",
        "{'kind': 'tls'} | a target has no host",
        "{'host': 'a.example', 'kind': 'udp'} | TargetKind",
        "{'host': 'a.example', 'kind': 'tcp'} | the port of a.example is 1 to 65535",
        "{'host': 'a.example', 'kind': 'tls', 'port': 65536} | the port of a.example",
        "{'host': 'a b', 'kind': 'tls'} | neither a host name",
        "{'host': 'a.example', 'kind': 'tls', 'status': 200} | needs the kind http",
        "{'host': 'a.example', 'kind': 'http', 'path': 'x'} | no printable ASCII",
        "{'host': 'a.example', 'kind': 'http', 'path': '/\\r\\nX: y'} | no printable ASCII",
        "{'host': 'a.example', 'kind': 'http', 'transfer': {'bytes': 1}} | a transfer has",
        "{'host': 'a.example', 'kind': 'tls', 'locality': 'cdn'} | its component's locality"
      })
  void shouldSayWhatIsWrongWithATarget(String target, String reason) {
    String plan =
        "{"
            + CONTROLS
            + ", 'services': [{'service': 's', 'components': [{'component': 'c',"
            + " 'locality': 'cdn', 'all_of': ["
            + target
            + "]}]}]}";

    assertThatThrownBy(() -> read(plan))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(reason.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'component': 'c', 'locality': 'cdn'} | either any_of or all_of",
        "{'component': 'c', 'any_of': [" + TARGET + "]} | needs a locality",
        "{'component': 'c', 'locality': 'cdn', 'any_of': []} | needs 1 to 200 targets",
        "{'locality': 'cdn', 'any_of': [" + TARGET + "]} | has no component"
      })
  void shouldSayWhatIsWrongWithAComponent(String component, String reason) {
    String plan =
        "{" + CONTROLS + ", 'services': [{'service': 's', 'components': [" + component + "]}]}";

    assertThatThrownBy(() -> read(plan))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(reason.strip());
  }

  @Test
  void shouldRefuseAPlanWithoutControls() {
    String plan =
        "{'services': [{'service': 's', 'components': [{'component': 'c', 'locality': 'cdn',"
            + " 'all_of': ["
            + TARGET
            + "]}]}]}";

    assertThatThrownBy(() -> read(plan)).hasMessage("p.json: a plan needs 1 to 20 controls");
  }

  @Test
  void shouldNameTheLineWhereAPlanIsWrong() {
    assertThatThrownBy(() -> read("{\n\n 'services': 7}"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("p.json:3: ");
  }

  @Test
  void shouldSaySoWhenThereIsNoPlan() {
    assertThatThrownBy(() -> PlanReader.read(Path.of("missing.json")))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no plan missing.json");
  }

  private static ProbePlan read(String json) throws IOException {
    return PlanReader.read("p.json", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
