package org.signalfall.ingest.prober;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.signalfall.avro.ProbeMeasurement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts measurements to an HTTP intake as NDJSON, a measurement a line. The prober never waits for
 * it: lines wait in a buffer, and a batch is posted again until the intake has taken it.
 *
 * <p>A batch keeps its Idempotency-Key from try to try, so that an answer that got lost makes no
 * duplicates. Status 429 and 5xx and a broken connection are tried again, after what Retry-After
 * says, else after a random time that grows; any other error can't be mended by trying again.
 */
public final class IntakeClient implements MeasurementSink, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IntakeClient.class);

  /** Lines that wait at most: about 7 MB. */
  private static final int CAPACITY = 10_000;

  private static final int BATCH_LINES = 100;
  private static final int MAX_REPLY_BYTES = 64 * 1024;
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration LAST_LINES = Duration.ofSeconds(10);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int REQUEST_TIMEOUT = 408;

  /** Waits between two tries. */
  @FunctionalInterface
  interface Pause {
    void last(Duration duration) throws InterruptedException;
  }

  private final URI intake;
  private final Optional<String> token;
  private final Clock clock;
  private final Pause pause;
  private final IntakeBuffer buffer;
  private final Backoff backoff = new Backoff(new SplittableRandom());
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Threads.named("prober-post"));
  private final CompletableFuture<Void> posting;
  private long droppedTold;

  /**
   * Starts to post.
   *
   * @param intake URL to post to
   * @param token bearer token, if the intake wants one
   */
  public IntakeClient(URI intake, Optional<String> token) {
    this(
        intake,
        token,
        Clock.systemUTC(),
        duration -> TimeUnit.MILLISECONDS.sleep(duration.toMillis()),
        CAPACITY);
  }

  IntakeClient(URI intake, Optional<String> token, Clock clock, Pause pause, int capacity) {
    this.intake = intake;
    this.token = token;
    this.clock = clock;
    this.pause = pause;
    this.buffer = new IntakeBuffer(capacity);
    this.posting = CompletableFuture.runAsync(this::post, thread);
  }

  @Override
  public void take(ProbeMeasurement measurement) throws IOException, InterruptedException {
    if (posting.isDone()) {
      failIfBroken(posting::get);
    }
    buffer.add(ProbeLine.of(measurement));
  }

  /**
   * Waits until all that was taken has been posted.
   *
   * @throws IOException when the intake takes no more, or not soon enough
   */
  public void flush() throws IOException, InterruptedException {
    buffer.end();
    try {
      failIfBroken(() -> posting.get(LAST_LINES.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      throw new IOException("the intake did not take the last measurements in time", e);
    }
  }

  /** Stops at once. */
  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void post() {
    try {
      List<String> batch = buffer.take(BATCH_LINES);
      while (!batch.isEmpty()) {
        post(batch);
        tellDropped();
        batch = buffer.take(BATCH_LINES);
      }
    } catch (IOException | InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  private void post(List<String> batch) throws IOException, InterruptedException {
    HttpRequest request = request(batch);
    Optional<Duration> wait = attempt(request);
    for (int failures = 1; wait.isPresent(); failures++) {
      Duration backedOff = backoff.after(failures);
      pause.last(wait.get().isZero() ? backedOff : wait.get());
      wait = attempt(request);
    }
  }

  /**
   * Posts once.
   *
   * @return how long to wait before the next try, zero when the intake didn't say; empty when it
   *     has taken the batch
   */
  private Optional<Duration> attempt(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<InputStream> response;
    JsonNode reply;
    try {
      response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      reply = reply(response);
    } catch (IOException e) {
      LOG.warn("The intake could not be reached, and is tried again: {}", e.toString());
      return Optional.of(Duration.ZERO);
    }
    int status = response.statusCode();
    if (status / 100 == 2) {
      tellRejected(reply);
      return Optional.empty();
    }
    if (status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT || status >= 500) {
      return response
          .headers()
          .firstValue("Retry-After")
          .flatMap(text -> RetryAfter.of(text, clock))
          .or(() -> Optional.of(Duration.ZERO));
    }
    throw new IOException("the intake at " + intake + " answered with status " + status);
  }

  private HttpRequest request(List<String> batch) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(intake)
            .timeout(ANSWER)
            .header("Content-Type", "application/x-ndjson")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    String.join("\n", batch) + "\n", StandardCharsets.UTF_8));
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return request.build();
  }

  private static JsonNode reply(HttpResponse<InputStream> response) throws IOException {
    try (InputStream body = response.body()) {
      return MAPPER.readTree(body.readNBytes(MAX_REPLY_BYTES));
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Lines that an intake finds fault with would be faulty again. */
  private void tellRejected(JsonNode reply) {
    int rejected = reply.path("rejected").asInt();
    if (rejected > 0) {
      String reason = reply.path("errors").path(0).path("reason").asText();
      LOG.warn("The intake has rejected {} measurements, the first since {}", rejected, reason);
    }
  }

  private void tellDropped() {
    long dropped = buffer.dropped();
    if (dropped > droppedTold) {
      LOG.warn("{} measurements were dropped while the intake was away", dropped - droppedTold);
      droppedTold = dropped;
    }
  }

  /** What may fail with the reason why posting has ended. */
  private interface Waiting<E extends Exception> {
    Object done() throws InterruptedException, ExecutionException, E;
  }

  private static <E extends Exception> void failIfBroken(Waiting<E> waiting)
      throws IOException, InterruptedException, E {
    try {
      var unused = waiting.done();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }
}
