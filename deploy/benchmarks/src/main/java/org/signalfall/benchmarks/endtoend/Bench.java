package org.signalfall.benchmarks.endtoend;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where the contenders run: brokers that hold the load, and folders for state.
 *
 * @param load what the raw topic holds
 * @param partitions partition count of every topic, and threads of every contender
 */
record Bench(Brokers brokers, ProbeLoad load, int partitions) {

  /** Returns the settings of a client. */
  Map<String, Object> client() {
    return brokers.client();
  }

  /** Returns a folder for the state of one run. */
  Path state(String run) {
    return brokers.folder().resolve("benchmark").resolve(run);
  }
}
