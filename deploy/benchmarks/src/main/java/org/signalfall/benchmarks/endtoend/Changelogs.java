package org.signalfall.benchmarks.endtoend;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.TopicPartition;

/** What a run wrote to the changelogs of its stores, uncompressed but batched. */
final class Changelogs {

  private static final String SUFFIX = "-changelog";

  private Changelogs() {}

  /** Prints bytes per record of the load, store by store. */
  static void print(Bench bench, String run) throws InterruptedException {
    Map<String, Long> bytes = byStore(bench, run);
    bytes.values().removeIf(size -> size == 0);
    bytes.forEach(
        (store, size) ->
            System.err.printf(
                Locale.ROOT, "  %s: %.1f%n", store, (double) size / bench.load().records()));
    System.err.printf(
        Locale.ROOT,
        "  all changelogs: %.1f bytes a record%n",
        (double) sum(bytes) / bench.load().records());
  }

  /** Returns the bytes of all changelogs of a run together. */
  static long bytes(Bench bench, String run) throws InterruptedException {
    return sum(byStore(bench, run));
  }

  private static long sum(Map<String, Long> bytes) {
    return bytes.values().stream().mapToLong(size -> size).sum();
  }

  private static Map<String, Long> byStore(Bench bench, String run) throws InterruptedException {
    Map<String, Long> bytes = new TreeMap<>();
    try (Admin admin = Admin.create(bench.client())) {
      int broker = admin.describeCluster().nodes().get().iterator().next().id();
      Map<String, LogDirDescription> folders =
          admin.describeLogDirs(Set.of(broker)).allDescriptions().get().get(broker);
      for (LogDirDescription folder : folders.values()) {
        folder
            .replicaInfos()
            .forEach((partition, replica) -> add(bytes, run, partition, replica.size()));
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker does not say how large its logs are", e);
    }
    return bytes;
  }

  private static void add(
      Map<String, Long> bytes, String run, TopicPartition partition, long size) {
    String topic = partition.topic();
    if (topic.startsWith(run + "-") && topic.endsWith(SUFFIX)) {
      String store = topic.substring(run.length() + 1, topic.length() - SUFFIX.length());
      bytes.merge(store, size, Long::sum);
    }
  }
}
