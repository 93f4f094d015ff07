package org.signalfall.benchmarks.endtoend;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.signalfall.standalone.Standalone;

/**
 * Where the contenders run: a cluster that holds the load, and a folder for state.
 *
 * @param load what the raw topic holds
 * @param partitions partition count of every topic, and threads of every contender
 */
record Bench(Standalone cluster, ProbeLoad load, int partitions) {

  /** Returns the settings of a client. */
  Map<String, Object> client() {
    Map<String, Object> client = new HashMap<>();
    client.put("bootstrap.servers", cluster.bootstrapServers());
    client.put("schema.registry.url", cluster.registryUrl());
    return client;
  }

  /** Returns a folder for the state of one run. */
  Path state(String run) {
    return cluster.dataDir().resolve("benchmark").resolve(run);
  }
}
