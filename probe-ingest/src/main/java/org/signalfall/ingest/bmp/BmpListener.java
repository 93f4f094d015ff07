package org.signalfall.ingest.bmp;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.signalfall.avro.FeedKind;
import org.signalfall.ingest.FeedInfo;
import org.signalfall.ingest.LiveSink;
import org.signalfall.ingest.LiveSource;
import org.signalfall.schema.TrustedClasses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to routers that speak BMP (RFC 7854, RFC 8671, RFC 9069). Each router is a collector of
 * its own and is read by a thread of its own: what one does, or does wrong, touches no other.
 *
 * <p>BMP has no sign of life, so a router that vanishes is found by TCP's: after about two minutes.
 * With no router at all the feed is told as lost.
 */
public final class BmpListener implements LiveSource, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BmpListener.class);

  private static final int TICK_MS = 10_000;
  private static final int KEEP_ALIVE_IDLE_S = 60;
  private static final int KEEP_ALIVE_INTERVAL_S = 10;
  private static final int KEEP_ALIVE_COUNT = 6;
  private static final long STOP_SECONDS = 5;

  private final BmpSettings settings;
  private final Clock clock;
  private final ServerSocket server;
  private final RouterNames names = new RouterNames();
  private final Set<Socket> routers = ConcurrentHashMap.newKeySet();

  /**
   * Takes the address; nobody is listened to before {@link #listen}.
   *
   * @throws IOException when it can't be had; the message is one sentence for a person
   */
  public BmpListener(BmpSettings settings) throws IOException {
    this(settings, Clock.systemUTC());
  }

  BmpListener(BmpSettings settings, Clock clock) throws IOException {
    TrustedClasses.register();
    this.settings = settings;
    this.clock = clock;
    this.server = new ServerSocket();
    try {
      server.bind(settings.address());
    } catch (IOException e) {
      server.close();
      throw new IOException(
          "Nobody can be listened to at " + settings.address() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public FeedInfo feed() {
    return new FeedInfo(settings.feed(), FeedKind.BGP, Optional.empty(), Optional.empty());
  }

  /** Returns the port that is listened to. */
  public int port() {
    return server.getLocalPort();
  }

  @Override
  public void listen(LiveSink sink) throws IOException, InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool();
    sink.lost(clock.millis());
    try {
      // An interrupt doesn't wake accept, so it has to wake by itself.
      server.setSoTimeout((int) TimeUnit.SECONDS.toMillis(1));
      while (!Thread.currentThread().isInterrupted()) {
        acceptOne(sink, threads);
      }
      throw new InterruptedException("the listener was told to stop");
    } finally {
      close();
      threads.shutdownNow();
      boolean unused = threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket router : routers) {
      router.close();
    }
  }

  private void acceptOne(LiveSink sink, ExecutorService threads)
      throws IOException, InterruptedException {
    Socket socket;
    try {
      socket = server.accept();
    } catch (SocketTimeoutException e) {
      return;
    }
    if (routers.size() == settings.maxRouters()) {
      LOG.warn(
          "hung up on {}: {} routers are connected",
          socket.getInetAddress().getHostAddress(),
          settings.maxRouters());
      socket.close();
      return;
    }
    enter(socket, sink);
    var unused =
        threads.submit(
            () -> {
              read(socket, sink);
              return null;
            });
  }

  private void read(Socket socket, LiveSink sink) throws InterruptedException {
    try (socket) {
      socket.setSoTimeout(TICK_MS);
      socket.setKeepAlive(true);
      socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_ALIVE_IDLE_S);
      socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_ALIVE_INTERVAL_S);
      socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, KEEP_ALIVE_COUNT);
      new RouterConnection(socket, settings, names, sink, clock).read();
    } catch (IOException e) {
      LOG.warn("{}: {}", socket.getInetAddress().getHostAddress(), e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("reading {} failed", socket.getInetAddress().getHostAddress(), e);
    } finally {
      leave(socket, sink);
    }
  }

  /** Sight begins with the first router. */
  private synchronized void enter(Socket socket, LiveSink sink) throws InterruptedException {
    if (routers.isEmpty()) {
      sink.found();
    }
    routers.add(socket);
  }

  /** Sight ends with the last router. */
  private synchronized void leave(Socket socket, LiveSink sink) throws InterruptedException {
    routers.remove(socket);
    if (routers.isEmpty()) {
      sink.lost(clock.millis());
    }
  }
}
