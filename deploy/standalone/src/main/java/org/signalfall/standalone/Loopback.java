package org.signalfall.standalone;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Where the embedded services listen: they have no authentication, so this machine only. */
public final class Loopback {
  /** IPv4 on purpose: {@code localhost} may mean ::1 to one client and 127.0.0.1 to the next. */
  public static final String HOST = "127.0.0.1";

  private Loopback() {}

  public static InetSocketAddress address(int port) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1}), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are always an address", e);
    }
  }

  /** The one sentence for a port that cannot be listened on. */
  public static StandaloneException cannotListen(String service, int port, Exception cause) {
    return new StandaloneException(
        ("Port %d on %s is taken or not allowed, so %s cannot listen there; "
                + "stop what holds it, or give another port (0 picks a free one).")
            .formatted(port, HOST, service),
        cause);
  }
}
