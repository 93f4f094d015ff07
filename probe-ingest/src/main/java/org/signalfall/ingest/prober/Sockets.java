package org.signalfall.ingest.prober;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import org.signalfall.avro.Layer;

/**
 * Opens the sockets of a prober, and closes each when its time is up: a read that ever so slowly
 * gets something would outlast any timeout of its own.
 */
final class Sockets implements AutoCloseable {

  private final Supplier<Socket> unconnected;
  private final ScheduledThreadPoolExecutor closing;
  private final Set<TimedSocket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Opens sockets that go straight to the network.
   *
   * <p>A proxy of the JVM's settings would be measured instead of the network.
   */
  Sockets() {
    this(() -> new Socket(Proxy.NO_PROXY));
  }

  Sockets(Supplier<Socket> unconnected) {
    this.unconnected = unconnected;
    this.closing = new ScheduledThreadPoolExecutor(1, Threads.named("prober-deadline"));
    closing.setRemoveOnCancelPolicy(true);
  }

  /**
   * Connects to an address.
   *
   * @throws LayerFailure when it doesn't connect in time
   */
  TimedSocket connect(InetAddress address, int port, Deadline deadline) throws LayerFailure {
    TimedSocket socket = new TimedSocket(unconnected.get(), closing, deadline, open::remove);
    open.add(socket);
    try {
      if (closed) {
        throw new IOException("the prober is closed");
      }
      socket.raw().connect(new InetSocketAddress(address, port));
      return socket;
    } catch (IOException e) {
      socket.close();
      Finding finding = socket.expired() ? Finding.TIMEOUT : SocketErrors.ofConnect(e, address);
      boolean unreachable = finding == Finding.HOST_UNREACHABLE;
      throw new LayerFailure(finding, unreachable ? Layer.IP : Layer.TCP, e);
    }
  }

  /** Closes every socket, whatever it waits for. */
  @Override
  public void close() {
    closed = true;
    closing.shutdownNow();
    open.forEach(TimedSocket::close);
  }
}
