package org.signalfall.standalone.cli;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Sends requests to an intake as a stubborn probe would: half of the lines are bad, some come
 * twice, and what was not acknowledged is sent again until it is.
 */
final class ProbeSender {

  private static final int LINES = 100;
  private static final Duration REPLY = Duration.ofSeconds(20);

  private final IntakeProcess intake;
  private final String vantage;
  private final Random random;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Set<String> acknowledged = new TreeSet<>();
  private final List<String> sent = new ArrayList<>();
  private final String padding;
  private long bytes;
  private long retries;

  /**
   * Creates a sender.
   *
   * @param padding characters of junk in each bad line
   */
  ProbeSender(IntakeProcess intake, int number, int padding) {
    this.intake = intake;
    this.vantage = "vantage" + number;
    this.random = new Random(number);
    this.padding = "x".repeat(padding);
  }

  /** Sends so many requests of a hundred lines, each until it is acknowledged. */
  void send(int requests) throws InterruptedException {
    for (int i = 0; i < requests; i++) {
      Set<String> ids = new TreeSet<>();
      String body = body(ids);
      String key = random.nextBoolean() ? UUID.randomUUID().toString() : null;
      HttpResponse<String> reply = untilAcknowledged(body, key);
      acknowledged.addAll(ids);
      sent.addAll(ids);
      if (random.nextInt(5) == 0) {
        repeat(body, key, reply);
      }
    }
  }

  /** Returns the ids of all lines that were acknowledged. */
  Set<String> acknowledged() {
    return acknowledged;
  }

  long bytes() {
    return bytes;
  }

  long retries() {
    return retries;
  }

  /** A whole request sent again changes nothing, and has the same reply when it has a key. */
  private void repeat(String body, String key, HttpResponse<String> first)
      throws InterruptedException {
    HttpResponse<String> again = untilAcknowledged(body, key);
    if (key == null && !again.body().contains("\"accepted\":0,")) {
      throw new AssertionError("taken twice: " + again.body());
    }
    if (key != null && retries == 0 && !again.body().equals(first.body())) {
      throw new AssertionError(first.body() + " and then " + again.body());
    }
  }

  private HttpResponse<String> untilAcknowledged(String body, String key)
      throws InterruptedException {
    while (true) {
      try {
        bytes += body.length();
        HttpResponse<String> reply = http.send(request(body, key), BodyHandlers.ofString());
        if (reply.statusCode() == 200) {
          return reply;
        }
        if (reply.headers().firstValue("Retry-After").isEmpty()) {
          throw new AssertionError(reply.statusCode() + " " + reply.body());
        }
      } catch (IOException e) {
        // The intake was killed, and comes back.
      }
      retries++;
      Thread.sleep(50);
    }
  }

  private HttpRequest request(String body, String key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(intake.uri("/v1/measurements"))
            .timeout(REPLY)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(body));
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return request.build();
  }

  private String body(Set<String> ids) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      if (i % 2 == 0) {
        body.append("bad ").append(vantage).append(padding);
      } else {
        String id = idOfLine();
        ids.add(vantage + "/" + id);
        body.append(measurement(id));
      }
      body.append('\n');
    }
    return body.toString();
  }

  /** Now and then a line is one that was sent before. */
  private String idOfLine() {
    if (!sent.isEmpty() && random.nextInt(20) == 0) {
      String before = sent.get(random.nextInt(sent.size()));
      return before.substring(before.indexOf('/') + 1);
    }
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private String measurement(String id) {
    return """
        {"id":"%s","time":"%s","country":"XA","asn":%d,"vantage":"%s","service":"whatsapp",\
        "component":"app","ok":true}"""
        .formatted(id, Instant.now(), 64_500 + random.nextInt(10), vantage);
  }
}
