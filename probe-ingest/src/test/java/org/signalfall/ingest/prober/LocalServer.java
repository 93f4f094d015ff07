package org.signalfall.ingest.prober;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on a loopback address that behaves as a test wants it to. */
final class LocalServer implements AutoCloseable {

  private final ServerSocket listening;
  private final Behaviour behaviour;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /**
   * Starts to listen.
   *
   * @param port port, or 0 for any
   */
  LocalServer(String address, int port, Behaviour behaviour) throws IOException {
    this.listening = new ServerSocket(port, 50, InetAddress.getByName(address));
    this.behaviour = behaviour;
    threads.execute(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket connection : connections) {
      connection.close();
    }
    threads.shutdownNow();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        connections.add(socket);
        threads.execute(() -> serve(socket));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      behaviour.handle(socket);
    } catch (IOException e) {
      // The other side has had enough, which is what the test is about.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
