package org.signalfall.ingest.prober;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.signalfall.ingest.prober.DnsAnswer.Status;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.WireParseException;

/**
 * Asks resolvers for the addresses of names, in the way of a stub resolver: the first that answers
 * at all is believed, and each is asked twice, since UDP loses datagrams.
 */
final class DnsClient {

  /** As many as the resolv.conf of Unix systems takes. */
  private static final int MAX_SERVERS = 3;

  private static final int TRIES = 2;

  private final List<NameServer> servers;

  DnsClient(List<NameServer> servers) {
    this.servers = servers.subList(0, Math.min(MAX_SERVERS, servers.size()));
  }

  /**
   * Asks for the IPv4 and IPv6 addresses of a host name.
   *
   * @param patience how long to wait in all
   */
  DnsAnswer ask(String host, Duration patience) throws InterruptedException {
    DnsAnswer answer = DnsAnswer.of(Status.NO_RESOLVER);
    Duration each = patience.dividedBy((long) TRIES * Math.max(1, servers.size()));
    for (int i = 0; i < TRIES * servers.size(); i++) {
      answer = ask(servers.get(i % servers.size()), host, each);
      if (answer.status() != Status.TIMEOUT && answer.status() != Status.NO_RESOLVER) {
        return answer;
      }
    }
    return answer;
  }

  private static DnsAnswer ask(NameServer server, String host, Duration patience)
      throws InterruptedException {
    SimpleResolver resolver = new SimpleResolver(server.address());
    resolver.setTCP(server.tcp());
    resolver.setTimeout(patience);
    CompletableFuture<Message> ipv4 = send(resolver, host, Type.A);
    CompletableFuture<Message> ipv6 = send(resolver, host, Type.AAAA);
    long until = System.nanoTime() + patience.toNanos();
    DnsAnswer first = await(ipv4, until);
    DnsAnswer second = await(ipv6, until);
    if (!first.hasAddresses()) {
      return second.hasAddresses() ? second : first;
    }
    return DnsAnswer.of(
        Stream.concat(first.addresses().stream(), second.addresses().stream()).toList());
  }

  private static CompletableFuture<Message> send(SimpleResolver resolver, String host, int type) {
    try {
      Name name = Name.fromString(host, Name.root);
      Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
      return resolver.sendAsync(query).toCompletableFuture();
    } catch (TextParseException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static DnsAnswer await(CompletableFuture<Message> answer, long until)
      throws InterruptedException {
    try {
      return read(answer.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return DnsAnswer.of(Status.TIMEOUT);
    } catch (ExecutionException e) {
      return DnsAnswer.of(status(e.getCause()));
    }
  }

  private static DnsAnswer read(Message message) {
    return switch (message.getRcode()) {
      case Rcode.NOERROR -> {
        List<InetAddress> addresses =
            message.getSection(Section.ANSWER).stream().flatMap(DnsClient::address).toList();
        yield addresses.isEmpty() ? DnsAnswer.of(Status.NO_ADDRESS) : DnsAnswer.of(addresses);
      }
      case Rcode.NXDOMAIN -> DnsAnswer.of(Status.NXDOMAIN);
      case Rcode.SERVFAIL -> DnsAnswer.of(Status.SERVFAIL);
      case Rcode.REFUSED -> DnsAnswer.of(Status.REFUSED);
      default -> DnsAnswer.of(Status.MISBEHAVING);
    };
  }

  /** Addresses stand behind any aliases, in the same answer. */
  private static Stream<InetAddress> address(Record record) {
    if (record instanceof ARecord a) {
      return Stream.of(a.getAddress());
    }
    return record instanceof AAAARecord aaaa ? Stream.of(aaaa.getAddress()) : Stream.empty();
  }

  private static Status status(Throwable cause) {
    if (cause instanceof SocketTimeoutException) {
      return Status.TIMEOUT;
    }
    boolean unreachable = cause instanceof IOException && !(cause instanceof WireParseException);
    return unreachable ? Status.NO_RESOLVER : Status.MISBEHAVING;
  }
}
