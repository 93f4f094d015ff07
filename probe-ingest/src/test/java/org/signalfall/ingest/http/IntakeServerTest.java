package org.signalfall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.ingest.http.LineMother.bad;
import static org.signalfall.ingest.http.LineMother.body;
import static org.signalfall.ingest.http.LineMother.measurement;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IntakeServerTest {

  private static final Duration LONGER_THAN_ANY_TEST = Duration.ofMinutes(5);
  private static final IntakeLimits LIMITS = limits(Duration.ofMillis(300));

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path folder;
  private final SinkOfTests sink = new SinkOfTests();
  private final Reception reception = new Reception("probes", sink, new RecentMeasurements());
  private IntakeServer server;

  @AfterEach
  void stop() {
    reception.close();
    server.close();
  }

  @Test
  void shouldSayWhatBecameOfTheLinesOfARequest() throws Exception {
    start(Tokens.none());
    sink.acknowledgingAtOnce();

    HttpResponse<String> response = post(body(measurement("a"), bad("1")));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(response.body())
        .contains("\"accepted\":1,\"duplicates\":0,\"rejected\":1,\"errors\":[{\"line\":2,");
    assertThat(sink.ids()).containsExactly("a");
  }

  @Test
  void shouldUnpackGzip() throws Exception {
    start(Tokens.none());
    sink.acknowledgingAtOnce();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(body(measurement("a")).getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> response =
        send(
            request(BodyPublishers.ofByteArray(packed.toByteArray()))
                .header("Content-Encoding", "gzip"));

    assertThat(response.body()).contains("\"accepted\":1");
  }

  @Test
  void shouldAskToTryAgainWhenThereIsNoRoom() throws Exception {
    start(Tokens.none());
    sink.full(true);

    HttpResponse<String> response = post(body(measurement("a")));

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValueAsLong("Retry-After")).hasValue(1);
  }

  @Test
  void shouldAskToTryAgainWhenTheBrokersAreSlowAndThenNotTakeItTwice() throws Exception {
    start(Tokens.none());

    HttpResponse<String> slow = post(body(measurement("a")));
    sink.acknowledge();
    HttpResponse<String> again = post(body(measurement("a")));

    assertThat(slow.statusCode()).isEqualTo(503);
    assertThat(slow.headers().firstValueAsLong("Retry-After")).hasValue(5);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains("\"accepted\":0,\"duplicates\":1");
    assertThat(sink.ids()).containsExactly("a");
  }

  @Test
  void shouldGiveTheFirstReplyWhenARequestIsSentAgainWithItsKey() throws Exception {
    start(Tokens.none());
    HttpRequest.Builder keyed =
        request(BodyPublishers.ofString(body(measurement("a"), bad("1"))))
            .header(IntakeHandler.IDEMPOTENCY_KEY, "k1");

    HttpResponse<String> slow = send(keyed);
    sink.acknowledge();
    HttpResponse<String> first = send(keyed);
    HttpResponse<String> again = send(keyed);
    HttpResponse<String> other =
        send(
            request(BodyPublishers.ofString(body(measurement("b"))))
                .header(IntakeHandler.IDEMPOTENCY_KEY, "k1"));

    assertThat(slow.statusCode()).isEqualTo(503);
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.body()).contains("\"accepted\":1,\"duplicates\":0");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(sink.rejections()).hasSize(1);
  }

  @Test
  void shouldLetInOnlyWhoeverHasAToken() throws Exception {
    start(Tokens.read(Files.writeString(folder.resolve("tokens"), "0123456789abcdef\n")));
    sink.acknowledgingAtOnce();
    BodyPublisher body = BodyPublishers.ofString(body(measurement("a")));

    HttpResponse<String> without = send(request(body));
    HttpResponse<String> wrong =
        send(request(body).header("Authorization", "Bearer fedcba9876543210"));
    HttpResponse<String> right =
        send(request(body).header("Authorization", "Bearer 0123456789abcdef"));

    assertThat(without.statusCode()).isEqualTo(401);
    assertThat(without.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(right.statusCode()).isEqualTo(200);
  }

  @Test
  void shouldRefuseWhatIsTooLongWhetherItSaysSoOrNot() throws Exception {
    start(Tokens.none());
    byte[] tooLong = new byte[2_001];

    HttpResponse<String> announced = send(request(BodyPublishers.ofByteArray(tooLong)));
    HttpResponse<String> chunked =
        send(request(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLong))));

    assertThat(announced.statusCode()).isEqualTo(413);
    assertThat(chunked.statusCode()).isEqualTo(413);
  }

  @Test
  void shouldRefuseWhatAForeignWebPageCouldSend() throws Exception {
    start(Tokens.none());

    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(uri(IntakeHandler.MEASUREMENTS))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(measurement("a"))));

    assertThat(response.statusCode()).isEqualTo(415);
  }

  @Test
  void shouldTellWhatThereIs() throws Exception {
    start(Tokens.none());

    assertThat(send(HttpRequest.newBuilder(uri("/health"))).body())
        .isEqualTo("{\"status\":\"up\"}");
    assertThat(send(HttpRequest.newBuilder(uri("/v2"))).statusCode()).isEqualTo(404);
    assertThat(send(HttpRequest.newBuilder(uri(IntakeHandler.MEASUREMENTS))).statusCode())
        .isEqualTo(405);
    assertThat(
            send(request(BodyPublishers.ofString("x"))
                    .header(IntakeHandler.IDEMPOTENCY_KEY, "k".repeat(201)))
                .statusCode())
        .isEqualTo(400);
    assertThat(
            send(request(BodyPublishers.ofString("x")).header("Content-Encoding", "br"))
                .statusCode())
        .isEqualTo(415);
  }

  @Test
  void shouldGoOnAnsweringWhileSlowSendersHoldConnections() throws Exception {
    start(Tokens.none());
    sink.acknowledgingAtOnce();
    try (Socket one = slowSender();
        Socket other = slowSender()) {
      HttpResponse<String> response = post(body(measurement("a")));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(firstLine(one)).contains(" 408 ");
      assertThat(firstLine(other)).contains(" 408 ");
    }
    assertThat(post(body(measurement("b"))).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldAnswerWhoeverWaitsWhenItCloses() throws Exception {
    start(Tokens.none(), limits(LONGER_THAN_ANY_TEST));
    var waiting =
        HTTP.sendAsync(
            request(BodyPublishers.ofString(body(measurement("a")))).build(),
            BodyHandlers.ofString());
    while (sink.ids().isEmpty()) {
      Thread.onSpinWait();
    }

    reception.close();
    server.close();

    assertThat(waiting.get().statusCode()).isEqualTo(503);
  }

  /** Announces a body, sends a little of it and no more. */
  private Socket slowSender() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket
        .getOutputStream()
        .write(
            ("POST /v1/measurements HTTP/1.1\r\nHost: intake\r\n"
                    + "Content-Type: application/x-ndjson\r\nContent-Length: 1000\r\n\r\n{")
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String firstLine(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  private void start(Tokens tokens) throws IOException {
    start(tokens, LIMITS);
  }

  private void start(Tokens tokens, IntakeLimits limits) throws IOException {
    SubmissionReader reader =
        new SubmissionReader(
            limits, asn -> Optional.empty(), Clock.fixed(LineMother.NOW, ZoneOffset.UTC));
    server =
        IntakeServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            limits.connections(),
            new IntakeHandler(tokens, limits, reader, reception));
  }

  private static IntakeLimits limits(Duration brokerPatience) {
    return new IntakeLimits(
        2_000, 4_000, 400, 10, 4_000, 20, Duration.ofSeconds(2), brokerPatience);
  }

  private HttpResponse<String> post(String body) throws Exception {
    return send(request(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(BodyPublisher body) {
    return HttpRequest.newBuilder(uri(IntakeHandler.MEASUREMENTS))
        .header("Content-Type", "application/x-ndjson")
        .POST(body);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }
}
