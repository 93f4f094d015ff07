package org.signalfall.ingest.prober;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A resolver on loopback that says of each name what a test wants it to, by UDP and TCP. */
final class LocalDns implements AutoCloseable {

  private static final int MAX_MESSAGE = 4096;
  private static final int TTL = 60;

  /** What to answer: records, or nothing at all. */
  @FunctionalInterface
  private interface Reply {
    Optional<Message> to(Message query);
  }

  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final DatagramSocket udp;
  private final LocalServer tcp;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  LocalDns() throws IOException {
    this.tcp =
        new LocalServer(
            InetAddress.getLoopbackAddress().getHostAddress(),
            0,
            socket -> {
              DataInputStream in = new DataInputStream(socket.getInputStream());
              DataOutputStream out = new DataOutputStream(socket.getOutputStream());
              while (true) {
                byte[] query = in.readNBytes(in.readUnsignedShort());
                Optional<byte[]> reply = reply(query);
                if (reply.isPresent()) {
                  out.writeShort(reply.get().length);
                  out.write(reply.get());
                }
              }
            });
    // Of the two, ports for TCP are taken more often, by connections that have just ended.
    this.udp =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp.port()));
    thread.execute(this::serve);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(udp.getLocalAddress(), udp.getLocalPort());
  }

  /** Answers with addresses. */
  LocalDns resolves(String name, String... addresses) {
    return replies(
        name,
        query -> {
          Message reply = reply(query, Rcode.NOERROR);
          for (String address : addresses) {
            Record record = record(query.getQuestion().getName(), address);
            if (record.getType() == query.getQuestion().getType()) {
              reply.addRecord(record, Section.ANSWER);
            }
          }
          return Optional.of(reply);
        });
  }

  /** Answers with an error, or NOERROR and nothing else. */
  LocalDns says(String name, int rcode) {
    return replies(name, query -> Optional.of(reply(query, rcode)));
  }

  /** Doesn't answer. */
  LocalDns ignores(String name) {
    return replies(name, query -> Optional.empty());
  }

  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
    thread.shutdownNow();
  }

  private LocalDns replies(String name, Reply reply) {
    replies.put(name + ".", reply);
    return this;
  }

  private void serve() {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_MESSAGE], MAX_MESSAGE);
        udp.receive(packet);
        Optional<byte[]> reply = reply(packet.getData());
        if (reply.isPresent()) {
          udp.send(new DatagramPacket(reply.get(), reply.get().length, packet.getSocketAddress()));
        }
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private Optional<byte[]> reply(byte[] bytes) throws IOException {
    Message query = new Message(bytes);
    Reply reply = replies.get(query.getQuestion().getName().toString());
    if (reply == null) {
      return Optional.of(reply(query, Rcode.NXDOMAIN).toWire());
    }
    return reply.to(query).map(Message::toWire);
  }

  private static Message reply(Message query, int rcode) {
    Message reply = new Message(query.getHeader().getID());
    reply.getHeader().setFlag(Flags.QR);
    reply.getHeader().setRcode(rcode);
    reply.addRecord(query.getQuestion(), Section.QUESTION);
    return reply;
  }

  private static Record record(Name name, String address) {
    try {
      InetAddress ip = InetAddress.getByName(address);
      return address.indexOf(':') >= 0
          ? new AAAARecord(name, DClass.IN, TTL, ip)
          : new ARecord(name, DClass.IN, TTL, ip);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
