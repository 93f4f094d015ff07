package org.signalfall.standalone.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import org.signalfall.standalone.Loopback;

/** Kafka's settings for one small node that is broker and controller at once. */
final class NodeConfig {
  static final int NODE_ID = 1;
  static final String CLIENTS = "PLAINTEXT";
  static final String CONTROLLER = "CONTROLLER";

  private NodeConfig() {}

  static KafkaConfig of(Path logs, int clientPort, int controllerPort, Map<String, String> others) {
    Properties p = new Properties();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", String.valueOf(NODE_ID));
    p.setProperty("log.dirs", logs.toString());
    p.setProperty(
        "listeners", endpoint(CLIENTS, clientPort) + "," + endpoint(CONTROLLER, controllerPort));
    p.setProperty("advertised.listeners", endpoint(CLIENTS, clientPort));
    p.setProperty(
        "listener.security.protocol.map", CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    p.setProperty("inter.broker.listener.name", CLIENTS);
    p.setProperty("controller.listener.names", CONTROLLER);
    p.setProperty("controller.quorum.voters", NODE_ID + "@" + Loopback.HOST + ":" + controllerPort);
    oneReplicaEverywhere(p);
    smallFootprint(p);
    p.putAll(others);
    return KafkaConfig.fromProps(p, false);
  }

  private static void oneReplicaEverywhere(Properties p) {
    p.setProperty("auto.create.topics.enable", "false");
    p.setProperty("default.replication.factor", "1");
    p.setProperty("min.insync.replicas", "1");
    p.setProperty("offsets.topic.replication.factor", "1");
    p.setProperty("offsets.topic.num.partitions", "3");
    p.setProperty("transaction.state.log.replication.factor", "1");
    p.setProperty("transaction.state.log.min.isr", "1");
    p.setProperty("transaction.state.log.num.partitions", "3");
    p.setProperty("share.coordinator.state.topic.replication.factor", "1");
    p.setProperty("share.coordinator.state.topic.min.isr", "1");
    p.setProperty("share.coordinator.state.topic.num.partitions", "1");
    // With one application per group there is nobody to wait for.
    p.setProperty("group.initial.rebalance.delay.ms", "0");
  }

  private static void smallFootprint(Properties p) {
    p.setProperty("num.network.threads", "2");
    p.setProperty("num.io.threads", "2");
    p.setProperty("num.recovery.threads.per.data.dir", "1");
    p.setProperty("background.threads", "2");
    p.setProperty("group.coordinator.threads", "1");
    p.setProperty("share.coordinator.threads", "1");
    p.setProperty("log.cleaner.threads", "1");
    p.setProperty("log.cleaner.dedupe.buffer.size", "8388608");
    p.setProperty("log.cleaner.io.buffer.size", "262144");
    p.setProperty("offsets.topic.segment.bytes", "16777216");
    p.setProperty("transaction.state.log.segment.bytes", "16777216");
    p.setProperty("log.index.size.max.bytes", "2097152");
  }

  private static String endpoint(String listener, int port) {
    return listener + "://" + Loopback.HOST + ":" + port;
  }
}
