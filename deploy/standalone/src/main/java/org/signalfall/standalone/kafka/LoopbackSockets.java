package org.signalfall.standalone.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.server.ServerSocketFactory;
import org.signalfall.standalone.Loopback;
import org.signalfall.standalone.StandaloneException;

/**
 * Listening sockets bound before Kafka starts.
 *
 * <p>The controller's port stands in the broker's configuration, so a free one has to be known, and
 * held, before there is a server to ask.
 */
final class LoopbackSockets implements ServerSocketFactory, AutoCloseable {
  private static final int SYSTEM_DEFAULT = -1;

  private final Map<String, ServerSocketChannel> sockets = new HashMap<>();

  /**
   * Binds a listener to 127.0.0.1.
   *
   * @param port 1 to 65535, or 0 for any free one
   * @return the bound port
   * @throws StandaloneException if the port is taken
   */
  int bind(String listener, int port) {
    try {
      ServerSocketChannel socket =
          INSTANCE.openServerSocket(
              listener, Loopback.address(port), SYSTEM_DEFAULT, SYSTEM_DEFAULT);
      sockets.put(listener, socket);
      return socket.socket().getLocalPort();
    } catch (KafkaException | IOException e) {
      throw Loopback.cannotListen("Kafka", port, e);
    }
  }

  @Override
  public ServerSocketChannel openServerSocket(
      String listener, InetSocketAddress address, int backlog, int receiveBuffer)
      throws IOException {
    ServerSocketChannel socket = sockets.get(listener);
    if (socket == null) {
      throw new IllegalArgumentException("No socket was bound for listener " + listener);
    }
    if (receiveBuffer != SYSTEM_DEFAULT) {
      socket.socket().setReceiveBufferSize(receiveBuffer);
    }
    return socket;
  }

  @Override
  public void close() {
    for (ServerSocketChannel socket : sockets.values()) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new KafkaException("Cannot close a listening socket", e);
      }
    }
  }
}
