package org.signalfall.ingest.prober;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeClientTest {

  private static final Instant NOW = Instant.parse("2023-03-01T12:00:00Z");
  private static final int ROOM = 10_000;

  /** One request as the intake got it. */
  private record Posted(String key, String token, String type, List<String> lines) {}

  /** What the intake answers, and says in Retry-After. */
  private record Answer(int status, String retryAfter, String body) {}

  private final List<Posted> posted = new CopyOnWriteArrayList<>();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final Deque<Answer> answers = new ConcurrentLinkedDeque<>();
  private final CountDownLatch answering = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer intake;

  @BeforeEach
  void listen() throws IOException {
    intake = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    intake.setExecutor(threads);
    intake.createContext("/", this::handle);
    intake.start();
  }

  @AfterEach
  void close() {
    answering.countDown();
    intake.stop(0);
    threads.shutdownNow();
  }

  @Test
  void shouldPostEveryMeasurementOnceAsALine() throws Exception {
    answering.countDown();
    try (IntakeClient client = client(ROOM)) {
      client.take(Measurements.failed("m1"));
      client.take(Measurements.failed("m2"));
      client.flush();
    }

    assertThat(posted.stream().flatMap(request -> request.lines().stream()))
        .containsExactly(
            ProbeLine.of(Measurements.failed("m1")), ProbeLine.of(Measurements.failed("m2")));
    assertThat(posted)
        .allSatisfy(
            request -> {
              assertThat(request.type()).isEqualTo("application/x-ndjson");
              assertThat(request.token()).isEqualTo("Bearer secret");
            });
    assertThat(posted).extracting(Posted::key).doesNotHaveDuplicates().doesNotContainNull();
    assertThat(pauses).isEmpty();
  }

  @Test
  void shouldWaitAsLongAsTheIntakeSaysAndPostTheSameAgain() throws Exception {
    answers.add(new Answer(429, "7", ""));
    answers.add(new Answer(503, "Wed, 01 Mar 2023 12:01:00 GMT", ""));
    answering.countDown();
    try (IntakeClient client = client(ROOM)) {
      client.take(Measurements.failed("m1"));
      client.flush();
    }

    assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(60));
    assertThat(posted).hasSize(3);
    assertThat(posted).extracting(Posted::key).containsOnly(posted.get(0).key());
    assertThat(posted).extracting(Posted::lines).containsOnly(posted.get(0).lines());
  }

  @Test
  void shouldBackOffWhenTheIntakeSaysNothingOfIt() throws Exception {
    for (int i = 0; i < 3; i++) {
      answers.add(new Answer(500, null, ""));
    }
    answering.countDown();
    try (IntakeClient client = client(ROOM)) {
      client.take(Measurements.failed("m1"));
      client.flush();
    }

    assertThat(pauses).hasSize(3);
    assertThat(pauses.get(0)).isBetween(Duration.ofMillis(1), Duration.ofMillis(1_000));
    assertThat(pauses.get(1)).isBetween(Duration.ofMillis(1), Duration.ofMillis(2_000));
    assertThat(pauses.get(2)).isBetween(Duration.ofMillis(1), Duration.ofMillis(4_000));
  }

  @Test
  void shouldTryAgainWhenTheIntakeIsAway() throws Exception {
    intake.stop(0);
    try (IntakeClient client = client(ROOM)) {
      client.take(Measurements.failed("m1"));

      await().until(() -> pauses.size() >= 2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 413, 302})
  void shouldEndWithTheReasonWhenTryingAgainWontHelp(int status) throws Exception {
    answers.add(new Answer(status, null, ""));
    answering.countDown();
    try (IntakeClient client = client(ROOM)) {
      client.take(Measurements.failed("m1"));

      assertThatThrownBy(client::flush)
          .isInstanceOf(IOException.class)
          .hasMessage("the intake at " + url() + " answered with status " + status);
      assertThatThrownBy(() -> client.take(Measurements.failed("m2")))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void shouldGoOnWhenTheIntakeRejectsALine() throws Exception {
    answers.add(
        new Answer(200, null, "{\"rejected\": 1, \"errors\": [{\"line\": 1, \"reason\": \"x\"}]}"));
    answering.countDown();
    try (IntakeClient client = client(ROOM)) {
      client.take(Measurements.failed("m1"));
      client.flush();
    }

    assertThat(posted).hasSize(1);
  }

  @Test
  void shouldDropTheOldestWhenTheIntakeIsAwayForLong() throws Exception {
    int room = 5;
    try (IntakeClient client = client(room)) {
      client.take(Measurements.failed("posting"));
      await().until(() -> posted.size() == 1);
      for (int i = 1; i <= 8; i++) {
        client.take(Measurements.failed("m" + i));
      }
      answering.countDown();
      client.flush();
    }

    assertThat(posted).hasSize(2);
    assertThat(posted.get(1).lines())
        .hasSize(room)
        .first()
        .isEqualTo(ProbeLine.of(Measurements.failed("m4")));
  }

  @ParameterizedTest
  @CsvSource({"0,PT0S", "120,PT2M", "999999999,PT10M", "'Wed, 01 Mar 2023 12:00:30 GMT',PT30S"})
  void shouldReadRetryAfter(String text, Duration wait) {
    assertThat(RetryAfter.of(text, clock())).hasValue(wait);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "Wed, 01 Mar 2023 11:59:59 GMT"})
  void shouldNotBelieveARetryAfterThatSaysNothing(String text) {
    assertThat(RetryAfter.of(text, clock())).isEmpty();
  }

  private IntakeClient client(int room) {
    return new IntakeClient(url(), Optional.of("secret"), clock(), pauses::add, room);
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + intake.getAddress().getPort() + "/v1/measurements");
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    posted.add(
        new Posted(
            exchange.getRequestHeaders().getFirst("Idempotency-Key"),
            exchange.getRequestHeaders().getFirst("Authorization"),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            body.lines().toList()));
    try {
      answering.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Answer answer = answers.isEmpty() ? new Answer(200, null, "{}") : answers.removeFirst();
    if (answer.retryAfter() != null) {
      exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
    }
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }
}
