package org.signalfall.ingest.prober;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Opens sockets that connect to the machine itself alone. It has no IPv6, like the network of many
 * a vantage.
 */
final class LoopbackSockets implements Supplier<Socket> {

  private final List<Socket> opened = new CopyOnWriteArrayList<>();
  private final List<SocketAddress> strays = new CopyOnWriteArrayList<>();

  @Override
  public Socket get() {
    Socket socket = new Guarded();
    opened.add(socket);
    return socket;
  }

  /** Returns all sockets that were ever opened. */
  List<Socket> opened() {
    return opened;
  }

  /** Returns what else than the machine itself was to be reached. */
  List<SocketAddress> strays() {
    return strays;
  }

  private final class Guarded extends Socket {

    Guarded() {
      super(Proxy.NO_PROXY);
    }

    @Override
    public void connect(SocketAddress address) throws IOException {
      connect(address, 0);
    }

    @Override
    public void connect(SocketAddress address, int timeout) throws IOException {
      InetSocketAddress to = (InetSocketAddress) address;
      if (to.getAddress() instanceof Inet6Address) {
        throw new ConnectException("Network is unreachable (connect failed)");
      }
      if (!to.getAddress().isLoopbackAddress()) {
        strays.add(address);
        throw new AssertionError("a test was about to connect to " + address);
      }
      super.connect(address, timeout);
    }
  }
}
