package org.signalfall.standalone.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A web server on loopback that answers every request, until it is switched off. */
final class LocalService implements AutoCloseable {

  private static final int NO_CONTENT = 204;
  private static final int NO_BODY = -1;

  private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private HttpServer server;

  LocalService() throws IOException {
    switchOn();
  }

  /** Answers again, on the same port. */
  void switchOn() throws IOException {
    server = HttpServer.create(address, 0);
    address = server.getAddress();
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(NO_CONTENT, NO_BODY);
          exchange.close();
        });
    server.start();
  }

  /** Refuses connections from now on. */
  void switchOff() {
    server.stop(0);
  }

  int port() {
    return address.getPort();
  }

  @Override
  public void close() {
    switchOff();
  }
}
