package org.signalfall.standalone.kafka;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.signalfall.standalone.Loopback;
import org.signalfall.standalone.StandaloneException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * One real Kafka node in this process: KRaft broker and controller combined, on 127.0.0.1 only,
 * without authentication.
 *
 * <p>A kept data folder carries topics, offsets and transactions over a restart. Topics are never
 * created by use.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);

  /**
   * How to run.
   *
   * @param port where clients connect, 1 to 65535, or 0 for any free one
   * @param dataDir kept after close; null for a temporary folder, deleted on close
   */
  public record Options(int port, Path dataDir) {
    public Options {
      if (port < 0 || port > 65535) {
        throw new StandaloneException("Kafka's port must be 0 to 65535, not " + port + ".");
      }
    }

    /** A free port and a temporary folder. */
    public static Options temporary() {
      return new Options(0, null);
    }
  }

  private final DataFolder folder;
  private final LoopbackSockets sockets = new LoopbackSockets();
  private final int port;
  private final ControllerServer controller;
  private final BrokerServer broker;
  private boolean closed;

  private EmbeddedKafka(DataFolder folder, Options options, Map<String, String> others)
      throws Exception {
    this.folder = folder;
    try {
      this.port = sockets.bind(NodeConfig.CLIENTS, options.port());
      int controllerPort = sockets.bind(NodeConfig.CONTROLLER, 0);
      KafkaConfig config = NodeConfig.of(folder.logs(), port, controllerPort, others);
      formatOnce(folder.logs(), NodeConfig.NODE_ID, Uuid.randomUuid());
      Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> stored =
          KafkaRaftServer.initializeLogDirs(config, LOG, "");
      SharedServer shared = shared(config, stored._1(), controllerPort);
      this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), stored._2());
      this.broker = new BrokerServer(shared);
    } catch (Exception e) {
      sockets.close();
      throw e;
    }
  }

  /**
   * Starts a node and returns once it serves clients.
   *
   * @throws StandaloneException if the port is taken, the folder is in use or Kafka refuses to run
   */
  public static EmbeddedKafka start(Options options) {
    return start(options, Map.of());
  }

  /** Starts a node whose settings, by Kafka's names, differ in some. */
  static EmbeddedKafka start(Options options, Map<String, String> others) {
    DataFolder folder = DataFolder.open(options.dataDir());
    try {
      EmbeddedKafka kafka = new EmbeddedKafka(folder, options, others);
      kafka.startup();
      return kafka;
    } catch (StandaloneException e) {
      folder.close();
      throw e;
    } catch (Exception e) {
      folder.close();
      throw new StandaloneException(
          "Kafka could not start in " + folder.root() + ": " + e.getMessage(), e);
    }
  }

  /** The {@code host:port} that clients connect to. */
  public String bootstrapServers() {
    return Loopback.HOST + ":" + port;
  }

  /** Where this node keeps its data. */
  public Path dataDir() {
    return folder.root();
  }

  /** Stops cleanly: flushes, so that the next start on this folder has nothing to recover. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      broker.shutdown();
      controller.shutdown();
      sockets.close();
    } finally {
      folder.close();
    }
  }

  private void startup() {
    try {
      controller.startup();
      broker.startup();
    } catch (RuntimeException e) {
      broker.shutdown();
      controller.shutdown();
      sockets.close();
      throw e;
    }
  }

  private SharedServer shared(
      KafkaConfig config, MetaPropertiesEnsemble stored, int controllerPort) {
    Map<Integer, InetSocketAddress> voters =
        Map.of(NodeConfig.NODE_ID, Loopback.address(controllerPort));
    return new SharedServer(
        config,
        stored,
        Time.SYSTEM,
        Server.initializeMetrics(config, Time.SYSTEM, stored.clusterId().orElseThrow()),
        CompletableFuture.completedFuture(voters),
        List.of(),
        // Kafka's own handler halts the whole JVM on a fault, and this one is not Kafka's to halt.
        (name, fatal, action) -> new LoggingFaultHandler(name, action),
        sockets);
  }

  /** Makes an empty folder one of a cluster's node; leaves one alone that is a node's already. */
  static void formatOnce(Path logs, int nodeId, Uuid cluster) throws Exception {
    if (Files.exists(logs.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
      return;
    }
    Files.createDirectories(logs);
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .setClusterId(cluster.toString())
        .setNodeId(nodeId)
        .setControllerListenerName(NodeConfig.CONTROLLER)
        .addDirectory(logs.toString())
        .setMetadataLogDirectory(logs.toString())
        .run();
  }
}
