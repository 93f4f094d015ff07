package org.signalfall.ingest.bmp;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.signalfall.ingest.LiveSink;
import org.signalfall.ingest.Rejection;
import org.signalfall.ingest.TimedBgp;
import org.signalfall.ingest.input.MalformedRecordException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one router to the end of its connection. A damaged message costs one record, a stream in
 * which no message can be found any more costs the connection; both are told with their offset.
 */
final class RouterConnection {

  private static final Logger LOG = LoggerFactory.getLogger(RouterConnection.class);

  private final Socket socket;
  private final BmpSettings settings;
  private final RouterNames names;
  private final LiveSink sink;
  private final Clock clock;
  private final BmpFrames frames;
  private final BmpCounts counts = new BmpCounts();
  private final Deque<TimedBgp> ready = new ArrayDeque<>();
  private String name;
  private RouterSession session;

  RouterConnection(
      Socket socket, BmpSettings settings, RouterNames names, LiveSink sink, Clock clock)
      throws IOException {
    this.socket = socket;
    this.settings = settings;
    this.names = names;
    this.sink = sink;
    this.clock = clock;
    this.frames = new BmpFrames(socket.getInputStream());
  }

  /** Reads until the router ends, or the connection does. */
  void read() throws InterruptedException {
    String end = "the router hung up";
    try {
      boolean goesOn = true;
      while (goesOn) {
        goesOn = step();
      }
    } catch (BrokenStreamException e) {
      reject(e.getMessage());
      end = e.getMessage();
    } catch (IOException e) {
      end = e.getMessage();
    } finally {
      end(end);
    }
  }

  private boolean step() throws IOException, InterruptedException {
    try {
      if (!frames.next()) {
        return false;
      }
    } catch (SocketTimeoutException e) {
      if (session != null) {
        session.reached(clock.millis());
        put();
      }
      return true;
    }
    try {
      BmpMessage message = BmpDecoder.decode(frames);
      if (session == null) {
        begin(message);
      }
      session.take(message, clock.millis());
      put();
      return !(message instanceof BmpMessage.Termination);
    } catch (MalformedRecordException e) {
      put();
      reject(e.getMessage());
      return true;
    }
  }

  /** The first message should name the router; without a name its address is one. */
  private void begin(BmpMessage message) {
    Optional<String> systemName =
        message instanceof BmpMessage.Initiation initiation
            ? initiation.systemName()
            : Optional.empty();
    name = names.take(RouterName.of(systemName, socket.getInetAddress()), socket);
    session = new RouterSession(name, settings.views(), settings.fullFeed(), counts, ready::add);
    LOG.info("router {} has connected from {}", name, socket.getInetAddress().getHostAddress());
  }

  private void end(String reason) throws InterruptedException {
    if (session != null) {
      session.ended(clock.millis());
      put();
      names.release(name);
      LOG.warn(
          "lost router {}, its peers count as down: {}; read {}", name, reason, counts.byKind());
    }
  }

  private void put() throws InterruptedException {
    while (!ready.isEmpty()) {
      var unused = sink.put(ready.poll());
    }
  }

  private void reject(String reason) throws InterruptedException {
    String router = name == null ? socket.getInetAddress().getHostAddress() : name;
    byte[] bytes = frames.toByteArray();
    var unused =
        sink.reject(
            new Rejection(
                settings.feed(),
                router + ", byte " + frames.offset(),
                reason,
                bytes,
                bytes.length));
  }
}
