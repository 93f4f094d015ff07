package org.signalfall.ingest.rislive;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.LimitExceededException;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.Protocol;

/**
 * One connection to a WebSocket (RFC 6455). At most {@link #WINDOW} messages are held; the server
 * is read on only as they are taken, so that a slow reader slows it down, and nothing that it has
 * sent is dropped.
 *
 * <p>The JDK's own client won't do: when a server hangs up without a Close frame, it loses the last
 * message or never tells the end in about one of ten cases (measured with JDK 17.0.15 and 25).
 */
final class RisConnection implements AutoCloseable {

  /** Messages that may be held at once. */
  static final int WINDOW = 32;

  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final long LOOK_AGAIN_MS = 100;

  /** What comes in. */
  sealed interface Inbound {}

  /** A message of text, in UTF-8. */
  @SuppressWarnings("ArrayRecordComponent") // Messages are read once, never compared.
  record Text(byte[] bytes) implements Inbound {}

  /** A message that is binary. */
  @SuppressWarnings("ArrayRecordComponent") // Messages are read once, never compared.
  record Binary(byte[] bytes) implements Inbound {}

  /** The end of the connection; nothing comes after it. */
  record Ended(String reason) implements Inbound {}

  private final BlockingQueue<Inbound> inbound = new ArrayBlockingQueue<>(WINDOW);
  private final Socket socket;
  private volatile boolean closed;

  private RisConnection(URI url, int maxBytes) {
    this.socket = new Socket(url, maxBytes);
  }

  /**
   * Connects.
   *
   * @param maxBytes longest message that is taken, in bytes; a longer one ends the connection
   * @throws IOException when there is no connection; the message is the reason
   */
  static RisConnection open(URI url, int maxBytes) throws IOException, InterruptedException {
    RisConnection connection = new RisConnection(url, maxBytes);
    boolean connected = false;
    try {
      connected = connection.socket.connectBlocking(CONNECT.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      if (!connected) {
        connection.close();
      }
    }
    if (!connected) {
      throw new IOException("there is no connection: " + connection.socket.failure());
    }
    return connection;
  }

  /**
   * Sends a message of text. A server that takes nothing any more has ended the connection, which
   * is told behind what it has sent before.
   */
  void send(String text) {
    try {
      socket.send(text);
    } catch (WebsocketNotConnectedException e) {
      // The end is told in its turn.
    }
  }

  /** Returns what comes next, or null when nothing comes in time. */
  Inbound poll(long nanos) throws InterruptedException {
    return inbound.poll(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    closed = true;
    socket.closeConnection(CloseFrame.GOING_AWAY, "");
  }

  /** The library's end; what comes in is told by its thread that reads. */
  private final class Socket extends WebSocketClient {

    private volatile String failure = "there is no answer within " + CONNECT.toSeconds() + " s";

    private volatile boolean ended;

    Socket(URI url, int maxBytes) {
      super(url, new BoundedDraft(maxBytes));
      setDaemon(true);
      // A ping of ours asks the service itself.
      setConnectionLostTimeout(0);
    }

    String failure() {
      return failure;
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
      failure = "the connection broke";
    }

    @Override
    public void onMessage(String text) {
      add(new Text(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void onMessage(ByteBuffer message) {
      byte[] bytes = new byte[message.remaining()];
      message.get(bytes);
      add(new Binary(bytes));
    }

    @Override
    public void onError(Exception error) {
      failure = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }

    /** Once this end gives up, the library may wait for the other for ever. */
    @Override
    public void onCloseInitiated(int code, String reason) {
      end(code, reason);
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
      end(code, reason);
    }

    private void end(int code, String reason) {
      if (!ended) {
        ended = true;
        String why = reason.isEmpty() ? failure : reason;
        failure = why;
        add(new Ended("the connection ended with code " + code + ": " + why));
      }
    }

    private void add(Inbound next) {
      try {
        boolean added = false;
        while (!added && !closed) {
          added = inbound.offer(next, LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** RFC 6455 with a bound on messages in parts, which the library checks at their end only. */
  private static final class BoundedDraft extends Draft_6455 {

    private final int maxBytes;
    private long messageBytes;

    BoundedDraft(int maxBytes) {
      super(List.of(), List.of(new Protocol("")), maxBytes);
      this.maxBytes = maxBytes;
    }

    @Override
    public Draft copyInstance() {
      return new BoundedDraft(maxBytes);
    }

    @Override
    public void processFrame(WebSocketImpl connection, Framedata frame)
        throws InvalidDataException {
      int bytes = frame.getPayloadData().remaining();
      switch (frame.getOpcode()) {
        case TEXT, BINARY -> messageBytes = bytes;
        case CONTINUOUS -> messageBytes += bytes;
        case PING, PONG, CLOSING -> {}
      }
      if (messageBytes > maxBytes) {
        throw new LimitExceededException("the message is too long", maxBytes);
      }
      super.processFrame(connection, frame);
    }
  }
}
