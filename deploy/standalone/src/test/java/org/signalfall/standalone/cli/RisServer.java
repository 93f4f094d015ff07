package org.signalfall.standalone.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/**
 * A WebSocket server on loopback that sends to its n-th client the n-th list of messages once that
 * has subscribed, and hangs up on all but the last.
 */
final class RisServer extends WebSocketServer implements AutoCloseable {

  private final List<List<String>> messages;
  private final AtomicInteger clients = new AtomicInteger();
  private final CountDownLatch started = new CountDownLatch(1);

  RisServer(List<List<String>> messages) throws InterruptedException {
    super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    this.messages = messages;
    setReuseAddr(true);
    start();
    if (!started.await(20, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server did not start");
    }
  }

  URI url() {
    return URI.create("ws://127.0.0.1:" + getPort() + "/v1/ws/");
  }

  @Override
  public void onStart() {
    started.countDown();
  }

  @Override
  public void onMessage(WebSocket client, String message) {
    if (message.contains("ris_subscribe")) {
      int number = Math.min(clients.getAndIncrement(), messages.size() - 1);
      client.send("{\"type\":\"ris_subscribe_ok\",\"data\":{}}");
      messages.get(number).forEach(client::send);
      if (number < messages.size() - 1) {
        client.close();
      }
    }
  }

  @Override
  public void onOpen(WebSocket client, ClientHandshake handshake) {}

  @Override
  public void onClose(WebSocket client, int code, String reason, boolean byClient) {}

  @Override
  public void onError(WebSocket client, Exception error) {
    System.err.println("the server's own trouble: " + error);
  }

  @Override
  public void close() throws InterruptedException {
    stop(1_000);
  }
}
