package org.signalfall.standalone.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.signalfall.ingest.http.HttpIntake;
import org.signalfall.ingest.http.Tokens;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where measurements are taken by HTTP, and of whom. */
final class IntakeOptions {

  @Mixin private ReferenceOption reference;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:7080",
      converter = AddressConverter.class,
      description = "Where to listen (default: ${DEFAULT-VALUE}).")
  private InetSocketAddress address;

  @Option(
      names = "--feed",
      paramLabel = "NAME",
      defaultValue = "probes",
      description = "Name of the feed (default: ${DEFAULT-VALUE}).")
  private String feed;

  @Option(
      names = "--tokens",
      paramLabel = "FILE",
      description = "Bearer tokens that may send, one a line.")
  private Path tokens;

  /**
   * Returns the intake, which doesn't listen yet.
   *
   * @param client settings of a client that reads and writes records
   * @throws CliException when the tokens cannot be read
   */
  HttpIntake intake(Map<String, Object> client) {
    return new HttpIntake(feed, address, tokens(), asn -> reference.read().country(asn), client);
  }

  /** Returns a sentence for a person: where it listens, and to whom. */
  String listening() {
    String where = address.getHostString() + ":" + address.getPort();
    boolean open =
        tokens == null && !address.isUnresolved() && !address.getAddress().isLoopbackAddress();
    return "Taking measurements on "
        + where
        + (open ? " of anybody who reaches it, since there are no --tokens." : ".");
  }

  /** Returns where probes post to. */
  String url() {
    return "http://" + address.getHostString() + ":" + address.getPort() + "/v1/measurements";
  }

  private Tokens tokens() {
    try {
      return tokens == null ? Tokens.none() : Tokens.read(tokens);
    } catch (IOException e) {
      throw new CliException("The tokens cannot be read: " + OneSentence.ended(e.getMessage()), e);
    }
  }
}
