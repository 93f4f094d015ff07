package org.signalfall.ingest.prober;

import java.io.EOFException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;

/**
 * Tells what an error of a socket means. The JDK has one exception for many errors, so the system's
 * own words in the message decide.
 */
final class SocketErrors {

  private SocketErrors() {}

  /** Returns what an error while connecting means. */
  static Finding ofConnect(IOException error, InetAddress address) {
    String message = message(error);
    if (message.contains("network is unreachable")) {
      return Finding.NO_NETWORK;
    }
    if (error instanceof NoRouteToHostException || message.contains("no route to host")) {
      // The same comes of IPv6 that a vantage has on its own link only.
      return address instanceof Inet6Address ? Finding.NO_NETWORK : Finding.HOST_UNREACHABLE;
    }
    if (message.contains("refused")) {
      return Finding.REFUSED;
    }
    if (error instanceof SocketTimeoutException || message.contains("timed out")) {
      return Finding.TIMEOUT;
    }
    return message.contains("reset") ? Finding.RESET : Finding.LOCAL;
  }

  /**
   * Returns what an error on an open connection means.
   *
   * @param otherwise what it means when the connection itself was well
   */
  static Finding ofConnection(IOException error, Finding otherwise) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof EOFException
          || cause instanceof ConnectionClosedException
          || cause instanceof NoHttpResponseException) {
        return Finding.CLOSED;
      }
      if (cause instanceof SocketException) {
        return ofBroken(message(cause));
      }
    }
    return otherwise;
  }

  private static Finding ofBroken(String message) {
    if (message.contains("timed out")) {
      return Finding.TIMEOUT;
    }
    boolean byTheOtherSide =
        message.contains("reset") || message.contains("broken pipe") || message.contains("abort");
    return byTheOtherSide ? Finding.RESET : Finding.LOCAL;
  }

  private static String message(Throwable error) {
    return String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
  }
}
