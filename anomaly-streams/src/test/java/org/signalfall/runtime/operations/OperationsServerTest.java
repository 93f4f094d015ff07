package org.signalfall.runtime.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationsServerTest {

  private final AtomicReference<Health> health =
      new AtomicReference<>(new Health(State.RUNNING, 0, ""));
  private final OperationsServer server =
      new OperationsServer(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          () -> "signalfall_ready 1\n",
          health::get);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldServeMetersAsPrometheusReadsThem() throws Exception {
    HttpResponse<String> answer = get("/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("signalfall_ready 1\n");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/plain; version=0.0.4");
  }

  @ParameterizedTest(name = "{0}, restoring {1}, failure {2}: health {3}, ready {4}")
  @CsvSource(
      nullValues = "-",
      value = {
        "CREATED,          0, -,        200, 503",
        "REBALANCING,     10, -,        200, 503",
        "RUNNING,          0, -,        200, 200",
        "RUNNING,         10, -,        200, 503",
        "ERROR,            0, -,        503, 503",
        "RUNNING,          0, it broke, 503, 503",
        "PENDING_SHUTDOWN, 0, -,        200, 503",
        "NOT_RUNNING,      0, -,        503, 503"
      })
  void shouldTellWhetherItLivesFromWhetherItIsReady(
      State state, long restoring, String failure, int alive, int ready) throws Exception {
    health.set(new Health(state, restoring, failure == null ? "" : failure));

    assertThat(get("/health").statusCode()).isEqualTo(alive);
    assertThat(get("/ready").statusCode()).isEqualTo(ready);
    assertThat(get("/ready").body()).contains("\"state\":\"" + state + "\"");
  }

  @Test
  void shouldWriteAnyFailureAsJson() {
    Health broken = new Health(State.ERROR, 0, "it said \"no\"\nat C:\\x");

    assertThat(broken.json()).contains("\"failure\":\"it said \\\"no\\\" at C:\\\\x\"");
  }

  @Test
  void shouldServeNothingElse() throws Exception {
    assertThat(get("/metrics/more").statusCode()).isEqualTo(404);
    assertThat(get("/").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldNameTheAddressThatIsTaken() {
    assertThatThrownBy(() -> new OperationsServer(server.address(), () -> "", health::get))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(server.address().getHostString() + ":" + server.address().getPort());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
