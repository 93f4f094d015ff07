package org.signalfall.ingest.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jetty with one port. Slow senders hold a connection each and no thread; what waits for the
 * brokers holds neither a thread nor its body.
 */
final class IntakeServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IntakeServer.class);
  private static final int THREADS = 8;
  private static final long IDLE_MS = 30_000;
  private static final long LAST_REPLIES_MS = 2_000;

  private final Server server;
  private final ServerConnector connector;

  private IntakeServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Starts to answer.
   *
   * @param connections open connections at most; further ones wait
   * @throws IOException when the address can't be listened on; the message is one sentence
   */
  static IntakeServer start(InetSocketAddress address, int connections, Handler handler)
      throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("intake");
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(address.getHostString());
    connector.setPort(address.getPort());
    connector.setIdleTimeout(IDLE_MS);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(connections, connector));
    server.setHandler(new GracefulHandler(handler));
    server.setStopTimeout(LAST_REPLIES_MS);
    IntakeServer intake = new IntakeServer(server, connector);
    try {
      server.start();
    } catch (Exception e) { // Jetty's own methods declare no less.
      intake.close();
      throw new IOException(
          "the intake cannot listen on "
              + address.getHostString()
              + ":"
              + address.getPort()
              + ": "
              + e.getMessage(),
          e);
    }
    return intake;
  }

  int port() {
    return connector.getLocalPort();
  }

  /** Stops listening, and lets the replies that are on their way arrive. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) { // Jetty's own methods declare no less.
      LOG.warn("The intake did not stop in order", e);
    }
  }
}
