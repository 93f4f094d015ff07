package org.signalfall.standalone.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.signalfall.schema.topic.Topic;
import org.signalfall.schema.topic.TopicCatalogue;

/**
 * Compares a cluster with the topic catalogue and creates what is missing. What is there is never
 * changed: more partitions would scatter keys, and a shorter retention would delete.
 */
public final class TopicAdmin {

  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
  private static final long LOOK_AGAIN_MILLIS = 50;

  private final Admin admin;

  /**
   * Uses a client that stays the caller's to close.
   *
   * @param admin client of the cluster
   */
  public TopicAdmin(Admin admin) {
    this.admin = admin;
  }

  /**
   * Returns how the cluster differs from the catalogue, in the catalogue's order.
   *
   * @throws KafkaException if the cluster cannot be asked
   */
  public List<TopicDrift> diff(TopicCatalogue catalogue) throws InterruptedException {
    Set<String> present = present();
    List<Topic> shared =
        catalogue.topics().stream().filter(topic -> present.contains(topic.name())).toList();
    Map<String, TopicDescription> descriptions = describe(shared);
    Map<ConfigResource, Config> configs = configs(shared);
    List<TopicDrift> drift = new ArrayList<>();
    for (Topic topic : catalogue.topics()) {
      if (present.contains(topic.name())) {
        drift.addAll(partitions(topic, descriptions.get(topic.name())));
        drift.addAll(configs(topic, configs.get(resource(topic))));
      } else {
        drift.add(new TopicDrift.Missing(topic.name()));
      }
    }
    return drift;
  }

  /**
   * Creates the topics that the cluster lacks, with the replication that the cluster defaults to,
   * and returns their names.
   *
   * @throws KafkaException if the cluster refuses
   */
  public List<String> createMissing(TopicCatalogue catalogue) throws InterruptedException {
    Set<String> present = present();
    List<NewTopic> missing =
        catalogue.topics().stream()
            .filter(topic -> !present.contains(topic.name()))
            .map(TopicAdmin::toCreate)
            .toList();
    get(() -> admin.createTopics(missing).all().get());
    List<String> created = missing.stream().map(NewTopic::name).toList();
    awaitPresent(created);
    return created;
  }

  /** A broker learns what the controller has created only a moment after the controller says so. */
  private void awaitPresent(List<String> created) throws InterruptedException {
    long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
    while (!present().containsAll(created)) {
      if (System.nanoTime() > deadline) {
        throw new KafkaException(
            "The cluster doesn't show its new topics after " + VISIBLE_WITHIN.toSeconds() + " s.");
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  /**
   * Returns how many partitions a topic has, empty when the cluster lacks it.
   *
   * @throws KafkaException if the cluster cannot be asked
   */
  public OptionalInt partitions(String topic) throws InterruptedException {
    return present().contains(topic)
        ? OptionalInt.of(
            get(() -> admin.describeTopics(List.of(topic)).allTopicNames().get())
                .get(topic)
                .partitions()
                .size())
        : OptionalInt.empty();
  }

  private static NewTopic toCreate(Topic topic) {
    return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
        .configs(topic.configs());
  }

  private static List<TopicDrift> partitions(Topic topic, TopicDescription found) {
    int partitions = found.partitions().size();
    return partitions == topic.partitions()
        ? List.of()
        : List.of(new TopicDrift.Partitions(topic.name(), topic.partitions(), partitions));
  }

  private static List<TopicDrift> configs(Topic topic, Config found) {
    List<TopicDrift> drift = new ArrayList<>();
    topic
        .configs()
        .forEach(
            (key, wanted) -> {
              ConfigEntry entry = found.get(key);
              String value = entry == null ? "nothing" : entry.value();
              if (!wanted.equals(value)) {
                drift.add(new TopicDrift.Config(topic.name(), key, wanted, value));
              }
            });
    return drift;
  }

  private Set<String> present() throws InterruptedException {
    return get(() -> admin.listTopics().names().get());
  }

  private Map<String, TopicDescription> describe(Collection<Topic> topics)
      throws InterruptedException {
    List<String> names = topics.stream().map(Topic::name).toList();
    return get(() -> admin.describeTopics(names).allTopicNames().get());
  }

  private Map<ConfigResource, Config> configs(Collection<Topic> topics)
      throws InterruptedException {
    List<ConfigResource> resources = topics.stream().map(TopicAdmin::resource).toList();
    return get(() -> admin.describeConfigs(resources).all().get());
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }

  /** A question to the cluster. */
  private interface Question<T> {
    T ask() throws ExecutionException, InterruptedException;
  }

  private static <T> T get(Question<T> question) throws InterruptedException {
    try {
      return question.ask();
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause().getMessage(), e.getCause());
    }
  }
}
