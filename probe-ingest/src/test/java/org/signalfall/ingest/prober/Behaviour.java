package org.signalfall.ingest.prober;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** What a local server does with a connection. It is closed afterwards. */
@FunctionalInterface
interface Behaviour {

  int ENOUGH = 8 * 1024;

  void handle(Socket socket) throws IOException, InterruptedException;

  /** Says nothing for as long as the other side waits. */
  static Behaviour hang() {
    return socket -> {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    };
  }

  /** Resets the connection once it has heard something. */
  static Behaviour reset() {
    return socket -> {
      drain(socket);
      abort(socket);
    };
  }

  /** Ends the connection without a word once it has heard something. */
  static Behaviour close() {
    return Behaviour::drain;
  }

  /** Answers with some text, whatever it has heard. */
  static Behaviour say(String text) {
    return socket -> {
      drain(socket);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    };
  }

  /** Answers an HTTP request. */
  static Behaviour answer(String statusAndHeaders, String body) {
    return say(
        "HTTP/1.1 "
            + statusAndHeaders
            + "\r\nContent-Length: "
            + body.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n"
            + body);
  }

  static Behaviour ok() {
    return answer("200 OK", "Hello.");
  }

  /** Answers an HTTP request with so many bytes, then does something else. */
  static Behaviour bytes(int count, Behaviour then) {
    return socket -> {
      drain(socket);
      String head = "HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(new byte[count]);
      socket.getOutputStream().flush();
      then.handle(socket);
    };
  }

  /** Makes a TLS handshake before it behaves. */
  static Behaviour tls(SSLContext context, Behaviour inside) {
    return socket -> {
      SSLSocket tls =
          (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
      tls.setUseClientMode(false);
      tls.startHandshake();
      inside.handle(tls);
      tls.close();
    };
  }

  /** Behaves in one way to the first connection, and in another to later ones. */
  static Behaviour first(Behaviour first, Behaviour then) {
    AtomicInteger connections = new AtomicInteger();
    return socket -> (connections.getAndIncrement() == 0 ? first : then).handle(socket);
  }

  /** Ends a connection with a RST. */
  static void abort(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Takes what the other side has said so far, and waits for it to say something. */
  static void drain(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    int unused = in.read(new byte[ENOUGH]);
  }
}
