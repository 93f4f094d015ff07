package org.signalfall.ingest.prober;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.signalfall.avro.ComponentOutcome;
import org.signalfall.avro.Outcome;
import org.signalfall.schema.TrustedClasses;

class ProbeLineTest {

  static {
    TrustedClasses.register();
  }

  @Test
  void shouldWriteEverythingThatIsKnown() {
    assertThat(ProbeLine.of(Measurements.failed("m1")))
        .isEqualTo(
            "{\"id\":\"m1\",\"time\":\"2023-03-01T12:00:00.250Z\",\"country\":\"KE\","
                + "\"asn\":33771,\"region\":\"KE-30\",\"access\":\"mobile\","
                + "\"vantage\":\"home-7\","
                + "\"software\":{\"name\":\"signalfall-probe\",\"version\":\"1\"},"
                + "\"test\":\"reachability\",\"service\":\"messenger\",\"components\":["
                + "{\"component\":\"web\",\"ok\":false,\"layer\":\"tls\","
                + "\"failure\":\"connection_reset\",\"expected\":3,\"tried\":2,\"failed\":2,"
                + "\"latency_ms\":41,\"goodput_kbps\":900,\"locality\":\"cdn\"}]}");
  }

  @Test
  void shouldLeaveOutWhatIsNotKnown() {
    ComponentOutcome unknown =
        ComponentOutcome.newBuilder()
            .setComponent("web")
            .setOutcome(Outcome.NO_EVIDENCE)
            .setEndpointsExpected(1)
            .build();

    assertThat(ProbeLine.of(Measurements.of("m2", unknown)))
        .endsWith("[{\"component\":\"web\",\"ok\":null,\"expected\":1,\"tried\":0,\"failed\":0}]}");
  }

  @Test
  void shouldSayOfASuccessThatItIsOne() {
    ComponentOutcome success =
        ComponentOutcome.newBuilder().setComponent("web").setOutcome(Outcome.SUCCESS).build();

    assertThat(ProbeLine.of(Measurements.of("m3", success))).contains("\"ok\":true");
  }
}
