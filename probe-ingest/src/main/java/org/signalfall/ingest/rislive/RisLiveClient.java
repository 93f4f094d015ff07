package org.signalfall.ingest.rislive;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;
import org.signalfall.ingest.FeedInfo;
import org.signalfall.ingest.LiveSink;
import org.signalfall.ingest.LiveSource;
import org.signalfall.ingest.Rejection;
import org.signalfall.ingest.TimedBgp;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;
import org.signalfall.schema.TrustedClasses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to RIS Live over a WebSocket (https://ris-live.ripe.net/manual/), and connects again when
 * the connection ends or the server falls silent.
 *
 * <p>Sight begins when the server acknowledges a subscription or sends the first message, and ends
 * with the connection: before, between and after, the feed is told as lost. Whatever a server sent
 * on a connection is taken before its end is.
 */
public final class RisLiveClient implements LiveSource {

  private static final Logger LOG = LoggerFactory.getLogger(RisLiveClient.class);
  private static final String SUBSCRIBED = "ris_subscribe_ok";

  /** Waits, so that tests need not. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(long millis) throws InterruptedException;
  }

  private final RisLiveSettings settings;
  private final FeedInfo feed;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Backoff backoff;
  private final RisCounts counts = new RisCounts();
  private final Deque<TimedBgp> ready = new ArrayDeque<>();
  private final RisPeers peers;
  private long messages;

  /** Prepares for listening; nothing is connected before {@link #listen}. */
  public RisLiveClient(RisLiveSettings settings) {
    this(settings, Clock.systemUTC(), Thread::sleep, RandomGenerator.getDefault());
  }

  RisLiveClient(RisLiveSettings settings, Clock clock, Sleeper sleeper, RandomGenerator random) {
    TrustedClasses.register();
    this.settings = settings;
    this.feed = RisLiveFeed.of(settings.collectors());
    this.clock = clock;
    this.sleeper = sleeper;
    this.backoff = new Backoff(settings.firstPause(), settings.longestPause(), random);
    this.peers = new RisPeers(settings.fullFeed(), counts, ready::add);
  }

  @Override
  public FeedInfo feed() {
    return feed;
  }

  @Override
  public void listen(LiveSink sink) throws InterruptedException {
    sink.lost(clock.millis());
    while (true) {
      Sight sight = new Sight(sink);
      try {
        listenOnce(sight);
      } catch (IOException e) {
        sight.end();
        long pause = backoff.nextMs();
        LOG.warn(
            "{}; trying again in {} ms; heard so far: {}", e.getMessage(), pause, counts.byType());
        sleeper.sleep(pause);
      }
    }
  }

  /** Returns how many messages of each type were heard. */
  RisCounts counts() {
    return counts;
  }

  private void listenOnce(Sight sight) throws IOException, InterruptedException {
    try (RisConnection connection =
        RisConnection.open(settings.url(), RisFileReader.MAX_MESSAGE_BYTES)) {
      for (String subscription : RisRequests.subscriptions(settings.collectors())) {
        connection.send(subscription);
      }
      Liveness liveness = new Liveness(settings.ping(), settings.idle(), System.nanoTime());
      while (true) {
        RisConnection.Inbound next = connection.poll(liveness.quietNanos(System.nanoTime()));
        if (next != null) {
          take(next, sight);
          liveness.heard(System.nanoTime());
        } else if (liveness.isGone(System.nanoTime())) {
          throw new IOException("the server was silent for " + settings.idle().toMillis() + " ms");
        }
        if (liveness.askNow(System.nanoTime())) {
          connection.send(RisRequests.PING);
        }
      }
    }
  }

  private void take(RisConnection.Inbound next, Sight sight)
      throws IOException, InterruptedException {
    if (next instanceof RisConnection.Ended ended) {
      throw new IOException(ended.reason());
    }
    messages++;
    if (next instanceof RisConnection.Text text) {
      take(text.bytes(), sight);
    } else if (next instanceof RisConnection.Binary binary) {
      reject("the message is binary", binary.bytes(), sight);
    }
    sight.heard();
  }

  private void take(byte[] json, Sight sight) throws IOException, InterruptedException {
    try {
      RisFrame frame = new RisFrameParser(new Plausibility(clock)).parse(json);
      if (frame instanceof RisFrame.Heard heard) {
        sight.begin();
        peers.take(heard);
        sight.put();
      } else if (frame instanceof RisFrame.Control control) {
        counts.add(control.type());
        if (control.type().equals(SUBSCRIBED)) {
          sight.begin();
        }
      } else if (frame instanceof RisFrame.ServerError error) {
        takeError(error, sight);
      }
    } catch (MalformedRecordException e) {
      reject(e.getMessage(), json, sight);
    }
  }

  private void takeError(RisFrame.ServerError error, Sight sight) throws IOException {
    counts.add("ris_error");
    if (!sight.isOpen()) {
      throw new IOException("the server refused the subscription: " + error.message());
    }
    LOG.warn("{} tells an error: {}", settings.url().getHost(), error.message());
  }

  private void reject(String reason, byte[] bytes, Sight sight) throws InterruptedException {
    String place = settings.url().getHost() + ", message " + messages;
    sight.reject(new Rejection(feed.name(), place, reason, bytes, bytes.length));
  }

  /** Whether something is heard over one connection, and since when nothing is. */
  private final class Sight {

    private final LiveSink sink;
    private boolean open;
    private long heardThrough;

    Sight(LiveSink sink) {
      this.sink = sink;
    }

    boolean isOpen() {
      return open;
    }

    void begin() throws InterruptedException {
      if (!open) {
        open = true;
        backoff.reset();
        sink.found();
        heard();
      }
    }

    void heard() {
      heardThrough = clock.millis();
    }

    void put() throws InterruptedException {
      while (!ready.isEmpty()) {
        var unused = sink.put(ready.poll());
      }
    }

    void reject(Rejection rejection) throws InterruptedException {
      var unused = sink.reject(rejection);
    }

    void end() throws InterruptedException {
      if (open) {
        open = false;
        peers.lost(heardThrough);
        put();
        sink.lost(heardThrough);
      }
    }
  }
}
