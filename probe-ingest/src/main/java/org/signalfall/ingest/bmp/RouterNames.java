package org.signalfall.ingest.bmp;

import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/**
 * Sees to it that no two connections bear one name: a second router of a name gets its address and
 * port behind it, until the first is gone.
 */
final class RouterNames {

  private final Set<String> taken = new HashSet<>();

  /** Returns a name that nobody else bears. */
  synchronized String take(String wanted, Socket socket) {
    String name =
        taken.contains(wanted)
            ? wanted + "@" + socket.getInetAddress().getHostAddress() + ":" + socket.getPort()
            : wanted;
    taken.add(name);
    return name;
  }

  synchronized void release(String name) {
    taken.remove(name);
  }
}
