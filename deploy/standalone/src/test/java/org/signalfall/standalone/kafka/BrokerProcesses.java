package org.signalfall.standalone.kafka;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import kafka.Kafka;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;
import org.signalfall.standalone.Loopback;

/**
 * Three real nodes, broker and controller each, in a process of its own that can be killed. Every
 * partition has three replicas, of which two have to take what is written.
 */
public final class BrokerProcesses implements AutoCloseable {

  private static final int NODES = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * Below the ports that a system gives away by itself, so that none is taken while a node is dead.
   */
  private static final int FIRST_PORT = 20_000;

  private static final int LAST_PORT = 32_000;

  private static final Map<String, String> THREE_REPLICAS =
      Map.of(
          "default.replication.factor", "3",
          "min.insync.replicas", "2",
          "offsets.topic.replication.factor", "3",
          "transaction.state.log.replication.factor", "3",
          "transaction.state.log.min.isr", "2");

  /** Who has died is noticed in seconds. */
  private static final Map<String, String> SHORT_SESSIONS =
      Map.of(
          "broker.heartbeat.interval.ms", "500",
          "broker.session.timeout.ms", "3000",
          "group.min.session.timeout.ms", "3000");

  private final Path folder;
  private final List<Integer> ports;
  private final List<Process> processes = new ArrayList<>();
  private final Set<Integer> killed = new HashSet<>();
  private final Admin admin;

  private BrokerProcesses(Path folder) throws Exception {
    this.folder = folder;
    this.ports = freePorts(2 * NODES);
    Uuid cluster = Uuid.randomUuid();
    for (int node = 0; node < NODES; node++) {
      configure(node);
      EmbeddedKafka.formatOnce(logs(node), node, cluster);
    }
    admin = Admin.create(client());
  }

  /**
   * Starts three nodes and returns once all serve.
   *
   * @param folder where they keep everything, their words among it
   */
  public static BrokerProcesses start(Path folder) throws Exception {
    BrokerProcesses nodes = new BrokerProcesses(folder);
    try {
      for (int node = 0; node < NODES; node++) {
        nodes.processes.add(nodes.launch(node));
      }
      nodes.awaitAll();
      return nodes;
    } catch (RuntimeException | IOException e) {
      nodes.close();
      throw e;
    }
  }

  /** The {@code host:port} of each node, separated by commas. */
  public String bootstrapServers() {
    return IntStream.range(0, NODES)
        .mapToObj(node -> Loopback.HOST + ":" + clientPort(node))
        .collect(joining(","));
  }

  /** Returns which node leads the controllers: without it nobody decides who leads partitions. */
  public int activeController() throws ExecutionException, InterruptedException {
    return admin.describeMetadataQuorum().quorumInfo().get().leaderId();
  }

  /** Ends a node with no chance to close anything, as {@code kill -9} does. */
  public void kill(int node) throws InterruptedException {
    processes.get(node).destroyForcibly().waitFor();
    killed.add(node);
  }

  /** Starts killed nodes again, and returns once all have caught up with every partition. */
  public void restartKilled() throws IOException {
    for (int node : killed) {
      processes.set(node, launch(node));
    }
    killed.clear();
    awaitAll();
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
    processes.forEach(Process::destroyForcibly);
  }

  private void awaitAll() {
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(ExecutionException.class)
        .until(() -> hasAllNodes() && hasAllReplicas());
  }

  private boolean hasAllNodes() throws ExecutionException, InterruptedException {
    requireAlive();
    return admin.describeCluster().nodes().get().size() == NODES;
  }

  private boolean hasAllReplicas() throws ExecutionException, InterruptedException {
    return admin
        .describeTopics(admin.listTopics().names().get())
        .allTopicNames()
        .get()
        .values()
        .stream()
        .flatMap(topic -> topic.partitions().stream())
        .map(TopicPartitionInfo::isr)
        .allMatch(inSync -> inSync.size() == NODES);
  }

  private void requireAlive() {
    for (int node = 0; node < processes.size(); node++) {
      if (!processes.get(node).isAlive()) {
        throw new IllegalStateException("node " + node + " ended; its words are in " + words(node));
      }
    }
  }

  private Map<String, Object> client() {
    return Map.of("bootstrap.servers", bootstrapServers());
  }

  private void configure(int node) throws IOException {
    Map<String, String> others = new HashMap<>();
    others.putAll(THREE_REPLICAS);
    others.putAll(SHORT_SESSIONS);
    others.put("node.id", String.valueOf(node));
    others.put("controller.quorum.voters", voters());
    Properties all = new Properties();
    NodeConfig.of(logs(node), clientPort(node), controllerPort(node), others)
        .originals()
        .forEach((key, value) -> all.setProperty(key, value.toString()));
    try (Writer out = Files.newBufferedWriter(properties(node))) {
      all.store(out, null);
    }
  }

  private Process launch(int node) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Kafka.class.getName(),
            properties(node).toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(words(node).toFile()))
        .start();
  }

  private String voters() {
    return IntStream.range(0, NODES)
        .mapToObj(node -> node + "@" + Loopback.HOST + ":" + controllerPort(node))
        .collect(joining(","));
  }

  private int clientPort(int node) {
    return ports.get(node);
  }

  private int controllerPort(int node) {
    return ports.get(NODES + node);
  }

  private Path logs(int node) {
    return folder.resolve("node-" + node);
  }

  private Path properties(int node) {
    return folder.resolve("node-" + node + ".properties");
  }

  private Path words(int node) {
    return folder.resolve("node-" + node + ".log");
  }

  private static List<Integer> freePorts(int count) {
    return ThreadLocalRandom.current()
        .ints(FIRST_PORT, LAST_PORT)
        .distinct()
        .filter(BrokerProcesses::isFree)
        .limit(count)
        .boxed()
        .toList();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(Loopback.address(port));
      return true;
    } catch (BindException taken) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
