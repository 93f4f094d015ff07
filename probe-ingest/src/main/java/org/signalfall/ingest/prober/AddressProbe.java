package org.signalfall.ingest.prober;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.signalfall.avro.Layer;

/** Probes a target at one address, layer by layer, up to the first that fails. */
final class AddressProbe {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Sockets sockets;
  private final TlsHandshake handshake;
  private final List<BlockPage> blockPages;
  private final Duration transferTime;
  private final LongSupplier nanoTime;

  /**
   * Creates a probe.
   *
   * @param transferTime how long a download may take at most
   */
  AddressProbe(
      Sockets sockets,
      TlsHandshake handshake,
      List<BlockPage> blockPages,
      Duration transferTime,
      LongSupplier nanoTime) {
    this.sockets = sockets;
    this.handshake = handshake;
    this.blockPages = blockPages;
    this.transferTime = transferTime;
    this.nanoTime = nanoTime;
  }

  Attempt probe(ProbeTarget target, InetAddress address, Deadline deadline) {
    long began = nanoTime.getAsLong();
    try (TimedSocket socket = sockets.connect(address, target.port(), deadline)) {
      int connectMs = Math.toIntExact((nanoTime.getAsLong() - began) / NANOS_PER_MILLI);
      return aboveTcp(target, socket).connectedIn(connectMs);
    } catch (LayerFailure e) {
      return e.attempt();
    }
  }

  /**
   * Measures the goodput of a target that passed, over a connection of its own.
   *
   * @return goodput in kbit/s; empty when there was nothing to measure it by
   * @throws LayerFailure when the download broke off
   */
  OptionalInt transfer(ProbeTarget target, Transfer transfer, InetAddress address, Deadline until)
      throws LayerFailure {
    try (TimedSocket socket = sockets.connect(address, target.port(), until)) {
      HttpExchange exchange = HttpExchange.over(socket, top(target, socket));
      Optional<InputStream> body = exchange.download(target, transfer);
      if (body.isEmpty()) {
        return OptionalInt.empty();
      }
      socket.endBy(until.orIn(transferTime));
      return new GoodputMeter(nanoTime).read(body.get(), socket::expired, transfer.maxBytes());
    } catch (IOException e) {
      throw new LayerFailure(
          SocketErrors.ofConnection(e, Finding.UNEXPECTED_ANSWER), Layer.HTTP, e);
    }
  }

  private Attempt aboveTcp(ProbeTarget target, TimedSocket socket) {
    try {
      Socket top = top(target, socket);
      if (!target.kind().usesHttp()) {
        return Attempt.of(Finding.PASSED, Layer.UNKNOWN);
      }
      HttpAnswer answer = HttpExchange.over(socket, top).get(target);
      return Attempt.of(answer.finding(target, blockPages), Layer.HTTP);
    } catch (LayerFailure e) {
      return e.attempt();
    }
  }

  private Socket top(ProbeTarget target, TimedSocket socket) throws LayerFailure {
    return target.kind().usesTls() ? handshake.over(socket, target) : socket.raw();
  }
}
