package org.signalfall.runtime;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.signalfall.schema.topic.Topic;
import org.signalfall.schema.topic.TopicCatalogue;

/**
 * Checks at start that every topic is there with the partitions that the settings name. A stage
 * that waited for a partition too many would wait for ever, one too few would decide too early.
 */
final class TopicCheck {

  private static final int TIMEOUT_SECONDS = 30;

  private TopicCheck() {}

  static void require(StreamsSettings settings) {
    TopicCatalogue catalogue = new TopicCatalogue(settings.partitions());
    Map<String, Object> clients = settings.forClients();
    clients.keySet().retainAll(AdminClientConfig.configNames());
    try (Admin admin = Admin.create(clients)) {
      Set<String> present = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      List<String> wanted = catalogue.topics().stream().map(Topic::name).toList();
      List<String> missing = wanted.stream().filter(name -> !present.contains(name)).toList();
      if (!missing.isEmpty()) {
        throw new TopicMismatchException(
            "These topics are missing: %s. Create them with `signalfall topics apply`."
                .formatted(String.join(", ", missing)));
      }
      Map<String, TopicDescription> described =
          admin.describeTopics(wanted).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      for (Topic topic : catalogue.topics()) {
        int found = described.get(topic.name()).partitions().size();
        if (found != topic.partitions()) {
          throw new TopicMismatchException(
              "Topic %s has %d partitions where %s asks for %d; set %s to what the cluster has."
                  .formatted(
                      topic.name(),
                      found,
                      StreamsSettings.PARTITIONS,
                      topic.partitions(),
                      StreamsSettings.PARTITIONS));
        }
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new TopicMismatchException(
          "Kafka at %s does not say which topics it has: %s"
              .formatted(
                  settings.getString(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG),
                  e instanceof TimeoutException
                      ? "no answer within " + TIMEOUT_SECONDS + " s"
                      : e.getCause().getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TopicMismatchException("Interrupted while checking the topics", e);
    }
  }
}
