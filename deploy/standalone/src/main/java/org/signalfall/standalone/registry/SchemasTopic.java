package org.signalfall.standalone.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.signalfall.standalone.StandaloneException;

/** The compacted topic that holds the registry, under Confluent's name for it. */
final class SchemasTopic {
  static final String NAME = "_schemas";

  private SchemasTopic() {}

  /**
   * Creates the topic, with the replication that the cluster defaults to, or checks the one that is
   * there.
   *
   * @throws StandaloneException if it can lose schemas or order, or Kafka does not answer
   */
  static void ensure(String bootstrapServers) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      if (!create(admin)) {
        verify(admin);
      }
    } catch (ExecutionException e) {
      throw new StandaloneException(
          "The topic " + NAME + " cannot be created: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StandaloneException("The registry was interrupted while it started.", e);
    }
  }

  private static boolean create(Admin admin) throws ExecutionException, InterruptedException {
    NewTopic topic =
        new NewTopic(NAME, Optional.of(1), Optional.empty())
            .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    try {
      admin.createTopics(List.of(topic)).all().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e;
    }
  }

  private static void verify(Admin admin) throws ExecutionException, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, NAME);
    String policy =
        admin
            .describeConfigs(List.of(resource))
            .all()
            .get()
            .get(resource)
            .get(TopicConfig.CLEANUP_POLICY_CONFIG)
            .value();
    int partitions =
        admin.describeTopics(List.of(NAME)).allTopicNames().get().get(NAME).partitions().size();
    if (partitions != 1 || !policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
      throw new StandaloneException(
          "The topic %s has %d partitions and cleanup.policy=%s, but schemas need 1 and compact."
              .formatted(NAME, partitions, policy));
    }
  }
}
