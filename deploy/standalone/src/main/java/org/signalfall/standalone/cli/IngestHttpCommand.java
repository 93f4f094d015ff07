package org.signalfall.standalone.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.signalfall.ingest.http.HttpIntake;
import org.signalfall.ingest.http.Tokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalfall ingest http}. */
@Command(
    name = "http",
    description = {
      "Takes measurements of anybody's probes by HTTP, one JSON object a line, until Ctrl-C:",
      "POST /v1/measurements with Content-Type application/x-ndjson.",
      "Without --tokens anybody who reaches the address may send."
    },
    mixinStandardHelpOptions = true)
final class IngestHttpCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;
  @Mixin private LiveOptions live;
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

  @Override
  public Integer call() throws InterruptedException {
    HttpIntake intake =
        new HttpIntake(
            feed,
            address,
            tokens(),
            asn -> reference.read().country(asn),
            cluster.clientWithRegistry());
    live.send(intake, cluster, listening(), spec.commandLine().getOut());
    return ExitCode.OK;
  }

  private String listening() {
    String where = address.getHostString() + ":" + address.getPort();
    boolean open =
        tokens == null && !address.isUnresolved() && !address.getAddress().isLoopbackAddress();
    return "Taking measurements on "
        + where
        + (open ? " of anybody who reaches it, since there are no --tokens." : ".");
  }

  private Tokens tokens() {
    try {
      return tokens == null ? Tokens.none() : Tokens.read(tokens);
    } catch (IOException e) {
      throw new CliException("The tokens cannot be read: " + OneSentence.ended(e.getMessage()), e);
    }
  }
}
