package org.signalfall.standalone;

import java.nio.file.Path;
import org.signalfall.standalone.kafka.EmbeddedKafka;
import org.signalfall.standalone.registry.EmbeddedRegistry;

/**
 * Kafka and a schema registry in this process. The caller closes it, from a shutdown hook where
 * Ctrl-C is how it ends.
 */
public final class Standalone implements AutoCloseable {
  private final EmbeddedKafka kafka;
  private final EmbeddedRegistry registry;

  /**
   * How to run.
   *
   * @param kafkaPort 1 to 65535, or 0 for any free one
   * @param registryPort 1 to 65535, or 0 for any free one
   * @param dataDir kept after close; null for a temporary folder, deleted on close
   */
  public record Options(int kafkaPort, int registryPort, Path dataDir) {
    /** Free ports and a temporary folder. */
    public static Options temporary() {
      return new Options(0, 0, null);
    }
  }

  private Standalone(EmbeddedKafka kafka, EmbeddedRegistry registry) {
    this.kafka = kafka;
    this.registry = registry;
  }

  /**
   * Starts both and returns once they serve clients.
   *
   * @throws StandaloneException if either cannot run; neither is left running then
   */
  public static Standalone start(Options options) {
    EmbeddedKafka kafka =
        EmbeddedKafka.start(new EmbeddedKafka.Options(options.kafkaPort(), options.dataDir()));
    try {
      EmbeddedRegistry registry =
          EmbeddedRegistry.start(
              new EmbeddedRegistry.Options(kafka.bootstrapServers(), options.registryPort()));
      return new Standalone(kafka, registry);
    } catch (RuntimeException e) {
      kafka.close();
      throw e;
    }
  }

  /** The {@code host:port} that Kafka clients connect to. */
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** What clients put in {@code schema.registry.url}. */
  public String registryUrl() {
    return registry.url();
  }

  /** Where the data is. */
  public Path dataDir() {
    return kafka.dataDir();
  }

  /** Stops the registry, then Kafka, each cleanly. */
  @Override
  public void close() {
    try {
      registry.close();
    } finally {
      kafka.close();
    }
  }
}
