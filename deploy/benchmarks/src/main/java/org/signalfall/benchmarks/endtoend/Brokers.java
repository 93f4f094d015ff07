package org.signalfall.benchmarks.endtoend;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.signalfall.standalone.Standalone;

/** Kafka and a registry, empty at first, and gone with all that they hold when closed. */
sealed interface Brokers extends AutoCloseable permits Brokers.InThisProcess, SeparateBrokers {

  /** The {@code host:port} that Kafka clients connect to. */
  String bootstrapServers();

  /** What clients put in {@code schema.registry.url}. */
  String registryUrl();

  /** Returns a folder for whatever belongs to a run: it goes when they do. */
  Path folder();

  @Override
  void close();

  /** Returns the settings of a client. */
  default Map<String, Object> client() {
    Map<String, Object> client = new HashMap<>();
    client.put("bootstrap.servers", bootstrapServers());
    client.put("schema.registry.url", registryUrl());
    return client;
  }

  /** Shares heap and garbage collection with whatever is measured. */
  record InThisProcess(Standalone cluster) implements Brokers {

    static InThisProcess start() {
      return new InThisProcess(Standalone.start(Standalone.Options.temporary()));
    }

    @Override
    public String bootstrapServers() {
      return cluster.bootstrapServers();
    }

    @Override
    public String registryUrl() {
      return cluster.registryUrl();
    }

    @Override
    public Path folder() {
      return cluster.dataDir();
    }

    @Override
    public void close() {
      cluster.close();
    }
  }
}
