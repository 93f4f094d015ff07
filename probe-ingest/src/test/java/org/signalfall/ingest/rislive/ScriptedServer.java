package org.signalfall.ingest.rislive;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server of WebSockets (RFC 6455) on loopback that does to its n-th client what the n-th script
 * says, well-formed or not, and then hangs up. Clients beyond the scripts are hung up on at once.
 */
final class ScriptedServer implements AutoCloseable {

  private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int FINAL = 0x80;
  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;

  /** What is done to one client after the handshake. */
  interface Script {
    void run(Client client) throws IOException;
  }

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  ScriptedServer(Script... scripts) throws IOException {
    var unused = thread.submit(() -> serve(List.of(scripts)));
  }

  URI url() {
    return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/v1/ws/");
  }

  /** Returns what clients have said, in order, as far as scripts listened. */
  List<String> heard() {
    return heard;
  }

  @Override
  public void close() throws IOException {
    server.close();
    thread.shutdownNow();
  }

  private void serve(List<Script> scripts) {
    for (int i = 0; !server.isClosed(); i++) {
      try (Socket socket = server.accept()) {
        if (i < scripts.size()) {
          Client client = new Client(socket);
          client.shakeHands();
          scripts.get(i).run(client);
        }
      } catch (SocketException e) {
        // The client went first, or the test is over.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The server's end of a connection. */
  final class Client {

    private final DataInputStream in;
    private final OutputStream out;

    private Client(Socket socket) throws IOException {
      this.in = new DataInputStream(socket.getInputStream());
      this.out = socket.getOutputStream();
    }

    /** Waits for a message of the client. */
    void hear() throws IOException {
      int head = in.readUnsignedByte();
      int length = in.readUnsignedByte() & 0x7f;
      if (length == 126) {
        length = in.readUnsignedShort();
      }
      byte[] mask = in.readNBytes(4);
      byte[] payload = in.readNBytes(length);
      for (int i = 0; i < payload.length; i++) {
        payload[i] ^= mask[i % 4];
      }
      if ((head & 0x0f) == TEXT) {
        heard.add(new String(payload, StandardCharsets.UTF_8));
      }
    }

    void text(String text) throws IOException {
      frame(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void message(RisMother message) throws IOException {
      text(message.json());
    }

    /** Sends one message in parts of so many bytes. */
    void inParts(String text, int size) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      for (int from = 0; from < bytes.length; from += size) {
        int to = Math.min(bytes.length, from + size);
        int last = to == bytes.length ? FINAL : 0;
        int opcode = from == 0 ? TEXT : CONTINUATION;
        frame(last | opcode, Arrays.copyOfRange(bytes, from, to));
      }
    }

    void binary(byte[] bytes) throws IOException {
      frame(FINAL | BINARY, bytes);
    }

    /** Sends bytes that need not be a frame. */
    void raw(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    /** Says nothing, and listens until the client hangs up. */
    void stall() throws IOException {
      while (in.read() >= 0) {
        // Whatever the client says, there is no answer.
      }
    }

    private void frame(int head, byte[] payload) throws IOException {
      ByteArrayOutputStream frame = new ByteArrayOutputStream();
      frame.write(head);
      // RFC 6455, section 5.2: the shortest form of a length is the only one.
      int lengthBytes = payload.length < 126 ? 1 : payload.length < 0x10000 ? 2 : 8;
      if (lengthBytes > 1) {
        frame.write(lengthBytes == 2 ? 126 : 127);
      }
      for (int shift = 8 * (lengthBytes - 1); shift >= 0; shift -= 8) {
        frame.write((int) ((long) payload.length >>> shift));
      }
      frame.writeBytes(payload);
      raw(frame.toByteArray());
    }

    private void shakeHands() throws IOException {
      String key = null;
      for (String line = line(); !line.isEmpty(); line = line()) {
        if (line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18)) {
          key = line.substring(18).strip();
        }
      }
      raw(
          ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Accept: "
                  + accept(key)
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
        line.append((char) c);
      }
      return line.toString().strip();
    }

    private static String accept(String key) {
      try {
        byte[] digest =
            MessageDigest.getInstance("SHA-1")
                .digest((key + KEY_SUFFIX).getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encodeToString(digest);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-1", e);
      }
    }
  }
}
