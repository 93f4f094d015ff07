package org.signalfall.ingest.http;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP in front of the reception: who may send, how much, and how the answer is worded. */
final class IntakeHandler extends Handler.Abstract.NonBlocking {

  static final String MEASUREMENTS = "/v1/measurements";
  static final String HEALTH = "/health";
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private static final Logger LOG = LoggerFactory.getLogger(IntakeHandler.class);

  /**
   * None of these can be sent by a form or a script of a foreign web page without asking first, so
   * that no web page can reach an intake on the reader's own machine.
   */
  private static final Set<String> CONTENT_TYPES =
      Set.of("application/x-ndjson", "application/jsonl", "application/json");

  private static final int MAX_KEY_LENGTH = 200;

  private final Tokens tokens;
  private final IntakeLimits limits;
  private final SubmissionReader reader;
  private final Reception reception;
  private final RepeatedRequests repeated = new RepeatedRequests();
  private final Semaphore readingBytes;

  IntakeHandler(Tokens tokens, IntakeLimits limits, SubmissionReader reader, Reception reception) {
    this.tokens = tokens;
    this.limits = limits;
    this.reader = reader;
    this.reception = reception;
    this.readingBytes = new Semaphore(limits.readingBytes());
  }

  /** What a request says of its body before it is read. */
  private record Announced(RepeatedRequests.Key key, boolean packed, int bytes) {}

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    try {
      switch (Request.getPathInContext(request)) {
        case HEALTH -> answer(Replies.healthy(), response, callback);
        case MEASUREMENTS -> read(request, announced(request), response, callback);
        default -> throw new RefusedException(404, "there is only POST " + MEASUREMENTS);
      }
    } catch (RefusedException e) {
      answer(Replies.refused(e.status(), e.getMessage()), response, callback);
    }
    return true;
  }

  private Announced announced(Request request) throws RefusedException {
    OptionalInt sender = tokens.sender(request.getHeaders().get(HttpHeader.AUTHORIZATION));
    if (sender.isEmpty()) {
      throw new RefusedException(401, "a bearer token is asked for");
    }
    if (!HttpMethod.POST.is(request.getMethod())) {
      throw new RefusedException(405, "there is only POST " + MEASUREMENTS);
    }
    requireContentType(request);
    long length = request.getLength();
    if (length > limits.bodyBytes()) {
      throw tooLong();
    }
    String key = request.getHeaders().get(IDEMPOTENCY_KEY);
    if (key != null && (key.isBlank() || key.length() > MAX_KEY_LENGTH)) {
      throw new RefusedException(
          400, IDEMPOTENCY_KEY + " is no text of at most " + MAX_KEY_LENGTH + " characters");
    }
    return new Announced(
        key == null ? null : new RepeatedRequests.Key(sender.getAsInt(), key),
        isPacked(request),
        length < 0 ? limits.bodyBytes() : (int) length);
  }

  private static void requireContentType(Request request) throws RefusedException {
    String given = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    String type = given == null ? "" : given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!CONTENT_TYPES.contains(type)) {
      throw new RefusedException(415, "the Content-Type is to be application/x-ndjson");
    }
  }

  private static boolean isPacked(Request request) throws RefusedException {
    String coding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    if (coding == null || coding.equalsIgnoreCase("identity")) {
      return false;
    }
    if (coding.equalsIgnoreCase("gzip")) {
      return true;
    }
    throw new RefusedException(415, "the Content-Encoding is neither gzip nor identity");
  }

  private void read(Request request, Announced announced, Response response, Callback callback) {
    if (!readingBytes.tryAcquire(announced.bytes())) {
      answer(Replies.busy(), response, callback);
      return;
    }
    Executor executor = request.getComponents().getExecutor();
    CompletableFuture<byte[]> received = new CompletableFuture<>();
    Content.Source.asByteArrayAsync(
        request, limits.bodyBytes(), Promise.Invocable.toPromise(received));
    var unused =
        received
            .orTimeout(limits.bodyPatience().toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((body, failure) -> releaseUnless(failure == null, announced))
            .thenComposeAsync(body -> take(announced, body), executor)
            .exceptionally(this::unreadable)
            .thenAcceptAsync(reply -> answer(reply, response, callback), executor);
  }

  private void releaseUnless(boolean received, Announced announced) {
    if (!received) {
      readingBytes.release(announced.bytes());
    }
  }

  private CompletableFuture<Reply> take(Announced announced, byte[] body) {
    CompletableFuture<Reply> reply;
    try {
      reply =
          announced.key() == null
              ? work(announced, body)
              : repeated.once(announced.key(), body, () -> work(announced, body));
    } catch (RefusedException e) {
      reply = CompletableFuture.completedFuture(Replies.refused(e.status(), e.getMessage()));
    } finally {
      readingBytes.release(announced.bytes());
    }
    return reply
        .copy()
        .completeOnTimeout(
            Replies.unacknowledged(), limits.brokerPatience().toMillis(), TimeUnit.MILLISECONDS);
  }

  private CompletableFuture<Reply> work(Announced announced, byte[] body) {
    try {
      return reception.receive(reader.read(body, announced.packed()));
    } catch (RefusedException e) {
      return CompletableFuture.completedFuture(Replies.refused(e.status(), e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("A request could not be worked on", e);
      return CompletableFuture.completedFuture(Replies.broken());
    }
  }

  private Reply unreadable(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof TimeoutException) {
      return Replies.refused(
          408, "the body did not come within " + limits.bodyPatience().toSeconds() + " s");
    }
    if (cause instanceof HttpException http) {
      return Replies.refused(http.getCode(), String.valueOf(http.getReason()));
    }
    if (cause instanceof IllegalStateException) {
      // Jetty's word for a body that is longer than what was asked for.
      return Replies.refused(tooLong().status(), tooLong().getMessage());
    }
    LOG.debug("A body could not be read", cause);
    return Replies.refused(400, "the body could not be read");
  }

  private RefusedException tooLong() {
    return new RefusedException(413, "the body is longer than " + limits.bodyBytes() + " bytes");
  }

  private static void answer(Reply reply, Response response, Callback callback) {
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    if (!reply.isFinal()) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, reply.retryAfterSeconds());
    }
    switch (reply.status()) {
      case 401 -> response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
      case 405 -> response.getHeaders().put(HttpHeader.ALLOW, "POST");
      case 408, 413 -> response.getHeaders().put(new HttpField(HttpHeader.CONNECTION, "close"));
      default -> {}
    }
    response.write(true, ByteBuffer.wrap(reply.json()), callback);
  }
}
