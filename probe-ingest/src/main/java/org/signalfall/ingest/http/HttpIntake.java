package org.signalfall.ingest.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongFunction;
import org.apache.kafka.common.KafkaException;
import org.signalfall.avro.FeedKind;
import org.signalfall.ingest.FeedInfo;
import org.signalfall.ingest.LiveSink;
import org.signalfall.ingest.LiveSource;

/**
 * Takes measurements of anybody's probes by HTTP: {@code POST /v1/measurements} with one
 * measurement a line, as {@link org.signalfall.ingest.probes.ProbeLinesSource} tells.
 *
 * <p>The reply is sent when the brokers have acknowledged what it speaks of. What a sender has had
 * no reply to it sends again, and it is counted once: within the last 200,000 measurements, and
 * after a restart within the last hour. One process takes a feed at a time.
 *
 * <p>With no tokens anybody who reaches the address may send. There is no TLS here: what listens on
 * more than the machine itself belongs behind a reverse proxy.
 */
public final class HttpIntake implements LiveSource {

  private final FeedInfo feed;
  private final InetSocketAddress address;
  private final Tokens tokens;
  private final LongFunction<Optional<String>> countryOf;
  private final Map<String, Object> client;
  private final IntakeLimits limits;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  /**
   * Prepares an intake; nothing is opened before {@link #listen}.
   *
   * @param feed name of the feed
   * @param address where to listen; port 0 picks a free one
   * @param countryOf the country of a network, for lines that name none
   * @param client keys of Kafka's consumer, of the registry client and of the serde
   */
  public HttpIntake(
      String feed,
      InetSocketAddress address,
      Tokens tokens,
      LongFunction<Optional<String>> countryOf,
      Map<String, Object> client) {
    this(feed, address, tokens, countryOf, client, IntakeLimits.DEFAULTS);
  }

  HttpIntake(
      String feed,
      InetSocketAddress address,
      Tokens tokens,
      LongFunction<Optional<String>> countryOf,
      Map<String, Object> client,
      IntakeLimits limits) {
    this.feed = new FeedInfo(feed, FeedKind.PROBE, Optional.empty(), Optional.empty());
    this.address = address;
    this.tokens = tokens;
    this.countryOf = countryOf;
    this.client = Map.copyOf(client);
    this.limits = limits;
  }

  @Override
  public FeedInfo feed() {
    return feed;
  }

  /** Returns the port that it listens on, once it does. */
  public CompletableFuture<Integer> port() {
    return port.copy();
  }

  @Override
  public void listen(LiveSink sink) throws IOException, InterruptedException {
    Clock clock = Clock.systemUTC();
    try {
      listen(sink, new Recollection(client, clock).of(feed.name()), clock);
    } catch (KafkaException e) {
      throw new IOException(
          "the intake cannot read back what it has written: " + e.getMessage(), e);
    }
  }

  private void listen(LiveSink sink, RecentMeasurements recent, Clock clock)
      throws IOException, InterruptedException {
    Reception reception = new Reception(feed.name(), sink, recent);
    SubmissionReader reader = new SubmissionReader(limits, countryOf, clock);
    IntakeHandler handler = new IntakeHandler(tokens, limits, reader, reception);
    try (IntakeServer server = IntakeServer.start(address, limits.connections(), handler)) {
      port.complete(server.port());
      awaitInterrupt(reception);
    }
  }

  private static void awaitInterrupt(Reception reception) throws InterruptedException {
    try {
      new CountDownLatch(1).await();
    } finally {
      reception.close();
    }
  }
}
