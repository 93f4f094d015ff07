package org.signalfall.ingest.prober;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a plan's file holds, it is a plan or a reason why it is none. */
class PlanReaderFuzzTest {

  static Stream<byte[]> seeds() {
    return Stream.of(
            "{\"controls\": [{\"host\": \"a.example\", \"kind\": \"https\", \"status\": 204,"
                + " \"locality\": \"foreign\", \"transfer\": {\"bytes\": 65536}}],"
                + " \"services\": [{\"service\": \"s\", \"components\": [{\"component\": \"c\","
                + " \"locality\": \"cdn\", \"any_of\": [{\"host\": \"2001:db8::1\","
                + " \"port\": 443, \"kind\": \"tls\"}]}]}],"
                + " \"block_pages\": [{\"in\": \"body\", \"text\": \"blocked\"}],"
                + " \"genuine_networks\": [\"10.0.0.0/8\"], \"slow_below\": 0.25}",
            "{\"services\": [null]}",
            // What is taken for UTF-32, and is none.
            "\0\0\0\0\b\0\0\0[",
            "[")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "6s")
  void shouldBearAnyFile(byte[] bytes) {
    try {
      assertThat(PlanReader.read("plan.json", bytes).services()).isNotEmpty();
    } catch (IOException e) {
      assertThat(e).hasMessageStartingWith("plan.json");
    }
  }
}
