package org.signalfall.standalone.cli;

import java.nio.file.Path;
import org.signalfall.standalone.replay.Pipeline;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the embedded cluster runs. */
final class EmbeddedOptions {

  /** One process gains nothing from more, and each partition costs tasks and markers. */
  private static final int DEFAULT_PARTITIONS = 3;

  @Mixin private PartitionsOption partitions;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep Kafka's data here (default: a temporary folder, deleted at the end).")
  private Path data;

  @Option(
      names = "--port",
      paramLabel = "P",
      description = "Port of the embedded Kafka (default: any free one).")
  private int port;

  @Option(
      names = "--registry-port",
      paramLabel = "P",
      description = "Port of the embedded schema registry (default: any free one).")
  private int registryPort;

  Pipeline.Options pipeline() {
    return new Pipeline.Options(partitions.countOr(DEFAULT_PARTITIONS), port, registryPort, data);
  }
}
