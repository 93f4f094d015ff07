package org.signalfall.benchmarks.flink;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * A MiniCluster that waits for jobs. Says {@code ready} when it does, {@code done} after each job,
 * and ends when its input does. Reads a line for each job, words with blanks between them: brokers,
 * registry, output topic, parallelism, folder for state.
 */
public final class FlinkProcess {

  private static final int SLOTS = 2;

  private FlinkProcess() {}

  /**
   * Runs.
   *
   * @param args none
   */
  public static void main(String[] args) throws Exception {
    MiniClusterConfiguration configuration =
        new MiniClusterConfiguration.Builder()
            .setConfiguration(memory())
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(SLOTS)
            .build();
    try (MiniCluster cluster = new MiniCluster(configuration)) {
      cluster.start();
      System.out.println("ready");
      runJobs(cluster);
    }
  }

  private static Configuration memory() {
    Configuration memory = new Configuration();
    memory.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    memory.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    memory.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    return memory;
  }

  private static void runJobs(MiniCluster cluster) throws Exception {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      cluster.executeJobBlocking(job(line).graph());
      System.out.println("done");
    }
  }

  private static FirstStage job(String line) throws IOException {
    String[] words = line.split(" ", 5);
    if (words.length < 5) {
      throw new IOException("not a job: " + line);
    }
    return new FirstStage(
        words[0], words[1], words[2], Integer.parseInt(words[3]), Path.of(words[4]));
  }
}
