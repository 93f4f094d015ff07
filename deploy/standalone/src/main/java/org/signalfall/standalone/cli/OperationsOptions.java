package org.signalfall.standalone.cli;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.signalfall.runtime.SignalfallStreams;
import org.signalfall.runtime.operations.OperationsServer;
import picocli.CommandLine.Option;

/** Where whoever operates a process asks how it is. */
final class OperationsOptions {

  @Option(
      names = "--http",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:7090",
      converter = AddressConverter.class,
      description =
          "Where to serve /metrics, /health and /ready; they have no authentication (default:"
              + " ${DEFAULT-VALUE}).")
  private InetSocketAddress address;

  @Option(names = "--no-http", description = "Serve none of them.")
  private boolean off;

  /** What is served, until it is closed; maybe nothing. */
  record Serving(Optional<OperationsServer> server) implements AutoCloseable {

    /** Returns a sentence for a person. */
    String sentence() {
      return server
          .map(OperationsServer::address)
          .map(
              at ->
                  "Metrics and health: http://%s:%d/metrics, /health and /ready."
                      .formatted(at.getHostString(), at.getPort()))
          .orElse("Metrics and health are not served.");
    }

    @Override
    public void close() {
      server.ifPresent(OperationsServer::close);
    }
  }

  /**
   * Serves what is asked, until it is closed.
   *
   * @throws CliException when it can't listen where it is to
   */
  Serving serve(SignalfallStreams streams) {
    if (off) {
      return new Serving(Optional.empty());
    }
    try {
      return new Serving(
          Optional.of(new OperationsServer(address, streams::scrape, streams::health)));
    } catch (UncheckedIOException e) {
      throw new CliException(
          OneSentence.ended(e.getMessage()) + " Give another --http HOST:PORT, or --no-http.", e);
    }
  }
}
