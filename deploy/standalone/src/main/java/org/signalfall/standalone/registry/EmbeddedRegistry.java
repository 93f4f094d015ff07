package org.signalfall.standalone.registry;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.signalfall.standalone.Loopback;
import org.signalfall.standalone.StandaloneException;

/**
 * A schema registry in this process: Confluent's REST API for Avro on 127.0.0.1, kept in the {@code
 * _schemas} topic in Confluent's format, so that a Confluent Schema Registry can take over.
 *
 * <p>It is the topic's only writer. Schema references and other schema types are refused.
 */
public final class EmbeddedRegistry implements AutoCloseable {
  private final SchemaStore store;
  private final RegistryServer server;

  /**
   * How to run.
   *
   * @param bootstrapServers the Kafka that holds the topic
   * @param port where clients connect, 1 to 65535, or 0 for any free one
   */
  public record Options(String bootstrapServers, int port) {
    public Options {
      if (port < 0 || port > 65535) {
        throw new StandaloneException("The registry's port must be 0 to 65535, not " + port + ".");
      }
    }
  }

  private EmbeddedRegistry(SchemaStore store, RegistryServer server) {
    this.store = store;
    this.server = server;
  }

  /**
   * Starts a registry and returns once it has read its topic and answers.
   *
   * @throws StandaloneException if the port is taken, Kafka does not answer or the topic is unfit
   */
  public static EmbeddedRegistry start(Options options) {
    String clusterId = clusterId(options.bootstrapServers());
    SchemasTopic.ensure(options.bootstrapServers());
    SchemaStore store = SchemaStore.open(options.bootstrapServers(), new SchemaIndex());
    try {
      Routes routes = new Routes(new Registry(store), clusterId);
      return new EmbeddedRegistry(store, new RegistryServer(options.port(), routes.all()));
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** What clients put in {@code schema.registry.url}. */
  public String url() {
    return "http://" + Loopback.HOST + ":" + server.port();
  }

  /** Stops answering; everything registered is in the topic already. */
  @Override
  public void close() {
    server.close();
    store.close();
  }

  private static String clusterId(String bootstrapServers) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      return admin.describeCluster().clusterId().get();
    } catch (ExecutionException e) {
      throw new StandaloneException(
          "Kafka at " + bootstrapServers + " does not answer: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StandaloneException("The registry was interrupted while it started.", e);
    }
  }
}
