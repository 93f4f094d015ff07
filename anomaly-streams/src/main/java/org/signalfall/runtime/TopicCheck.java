package org.signalfall.runtime;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.signalfall.schema.topic.Topic;
import org.signalfall.schema.topic.TopicCatalogue;

/**
 * Checks at start that every topic is there as the catalogue has it, and may be read and written as
 * the topology does. A stage that waited for a partition too many would wait for ever, one too few
 * would decide too early; a topic with another cleanup or other time stamps would lose records.
 */
final class TopicCheck {

  private static final int TIMEOUT_SECONDS = 30;

  /** Retention is the operator's; with another of these the topic is another topic. */
  private static final Set<String> INSISTED_ON = Set.of("cleanup.policy", "message.timestamp.type");

  private final TopicCatalogue catalogue;
  private final TopologyTopics used;

  private TopicCheck(StreamsSettings settings, TopologyTopics used) {
    this.catalogue = new TopicCatalogue(settings.partitions());
    this.used = used;
  }

  /**
   * Returns once all is well.
   *
   * @param used the topics that the topology reads and writes
   * @throws StartException at the first thing that isn't
   */
  static void require(StreamsSettings settings, TopologyTopics used) {
    Map<String, Object> clients = settings.forClients();
    clients.keySet().retainAll(AdminClientConfig.configNames());
    try (Admin admin = Admin.create(clients)) {
      new TopicCheck(settings, used).run(admin);
    } catch (ExecutionException | TimeoutException e) {
      throw new StartException(
          "Kafka at %s does not say which topics it has: %s"
              .formatted(
                  settings.getString(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG),
                  e instanceof TimeoutException
                      ? "no answer within " + TIMEOUT_SECONDS + " s"
                      : e.getCause().getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("Interrupted while checking the topics", e);
    }
  }

  private void run(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
    Map<String, TopicDescription> described = describe(admin);
    for (Topic topic : catalogue.topics()) {
      requirePartitions(topic, described.get(topic.name()).partitions().size());
    }
    described.forEach((name, topic) -> requirePermissions(name, topic.authorizedOperations()));
    requireConfigs(admin);
  }

  private Map<String, TopicDescription> describe(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<String> wanted = catalogue.topics().stream().map(Topic::name).toList();
    Map<String, KafkaFuture<TopicDescription>> answers =
        admin
            .describeTopics(wanted, new DescribeTopicsOptions().includeAuthorizedOperations(true))
            .topicNameValues();
    Map<String, TopicDescription> described = new HashMap<>();
    Map<String, String> missing = new TreeMap<>();
    for (String name : wanted) {
      try {
        described.put(name, answers.get(name).get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
      } catch (ExecutionException e) {
        if (e.getCause() instanceof AuthorizationException) {
          throw forbidden(AclOperation.DESCRIBE, name);
        }
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
        missing.put(name, name);
      }
    }
    if (!missing.isEmpty()) {
      throw new StartException(
          "These topics are missing: %s. Create them with `signalfall topics apply`."
              .formatted(String.join(", ", missing.keySet())));
    }
    return described;
  }

  private static void requirePartitions(Topic topic, int found) {
    if (found != topic.partitions()) {
      throw new StartException(
          "Topic %s has %d partitions where %s asks for %d; set %s to what the cluster has."
              .formatted(
                  topic.name(),
                  found,
                  StreamsSettings.PARTITIONS,
                  topic.partitions(),
                  StreamsSettings.PARTITIONS));
    }
  }

  /** A cluster without an authorizer allows everything, and says so. */
  private void requirePermissions(String topic, Set<AclOperation> allowed) {
    if (used.reads().contains(topic) && !allowed.contains(AclOperation.READ)) {
      throw forbidden(AclOperation.READ, topic);
    }
    if (used.writes().contains(topic) && !allowed.contains(AclOperation.WRITE)) {
      throw forbidden(AclOperation.WRITE, topic);
    }
  }

  private void requireConfigs(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    Collection<ConfigResource> resources =
        catalogue.topics().stream().map(TopicCheck::resource).toList();
    Map<ConfigResource, KafkaFuture<Config>> answers = admin.describeConfigs(resources).values();
    for (Topic topic : catalogue.topics()) {
      try {
        requireConfigs(topic, answers.get(resource(topic)).get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
      } catch (ExecutionException e) {
        if (e.getCause() instanceof AuthorizationException) {
          throw forbidden(AclOperation.DESCRIBE_CONFIGS, topic.name());
        }
        throw e;
      }
    }
  }

  private static void requireConfigs(Topic topic, Config found) {
    topic
        .configs()
        .forEach(
            (key, wanted) -> {
              ConfigEntry entry = found.get(key);
              if (INSISTED_ON.contains(key) && entry != null && !wanted.equals(entry.value())) {
                throw new StartException(
                    "Topic %s has %s %s where the catalogue asks for %s; `signalfall topics diff`"
                            .formatted(topic.name(), key, entry.value(), wanted)
                        + " shows all differences.");
              }
            });
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }

  private static StartException forbidden(AclOperation operation, String topic) {
    return new StartException(
        "The operation %s on topic %s is not allowed to this user; `signalfall topics acls` lists"
                .formatted(operation, topic)
            + " what the topology needs.");
  }
}
