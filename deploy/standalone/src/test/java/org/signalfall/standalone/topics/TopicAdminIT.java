package org.signalfall.standalone.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signalfall.schema.topic.Topic;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.kafka.EmbeddedKafka;

class TopicAdminIT {

  private static final TopicCatalogue CATALOGUE = new TopicCatalogue(2);

  private EmbeddedKafka kafka;
  private Admin admin;
  private TopicAdmin topics;

  @BeforeEach
  void startKafka() {
    kafka = EmbeddedKafka.start(EmbeddedKafka.Options.temporary());
    admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    topics = new TopicAdmin(admin);
  }

  @AfterEach
  void stopKafka() {
    admin.close();
    kafka.close();
  }

  @Test
  void shouldAgreeWithTheCatalogueWhenAllTopicsWereCreated() throws Exception {
    List<String> created = topics.createMissing(CATALOGUE);

    assertThat(created)
        .containsExactlyElementsOf(CATALOGUE.topics().stream().map(Topic::name).toList());
    assertThat(topics.diff(CATALOGUE)).isEmpty();
    assertThat(topics.createMissing(CATALOGUE)).isEmpty();
  }

  @Test
  void shouldShowWhatIsMissingWhenTheClusterIsEmpty() throws Exception {
    assertThat(topics.diff(CATALOGUE))
        .containsExactlyElementsOf(
            CATALOGUE.topics().stream()
                .map(topic -> (TopicDrift) new TopicDrift.Missing(topic.name()))
                .toList());
  }

  @Test
  void shouldShowDriftAndLeaveItWhenPartitionsAndConfigsDiffer() throws Exception {
    topics.createMissing(CATALOGUE);
    admin.createPartitions(Map.of(TopicCatalogue.EVENTS, NewPartitions.increaseTo(5))).all().get();
    setConfig(TopicCatalogue.EVENTS_LATEST, "cleanup.policy", "delete");

    // The broker hears of a change a moment after the controller has taken it.
    List<TopicDrift> drift =
        List.of(
            new TopicDrift.Partitions(TopicCatalogue.EVENTS, 2, 5),
            new TopicDrift.Config(
                TopicCatalogue.EVENTS_LATEST, "cleanup.policy", "compact", "delete"));
    await().untilAsserted(() -> assertThat(topics.diff(CATALOGUE)).isEqualTo(drift));
    List<String> created = topics.createMissing(CATALOGUE);

    assertThat(created).isEmpty();
    assertThat(topics.diff(CATALOGUE)).isEqualTo(drift);
  }

  @Test
  void shouldLeaveOtherTopicsAloneWhenCreating() throws Exception {
    admin.createTopics(Set.of(new NewTopic("other", 1, (short) 1))).all().get();

    topics.createMissing(CATALOGUE);

    assertThat(admin.listTopics().names().get()).contains("other");
    assertThat(topics.diff(CATALOGUE)).isEmpty();
  }

  @Test
  void shouldCountPartitionsWhenTheTopicExists() throws Exception {
    topics.createMissing(CATALOGUE);

    assertThat(topics.partitions(TopicCatalogue.EVENTS)).hasValue(2);
    assertThat(topics.partitions("other")).isEmpty();
  }

  private void setConfig(String topic, String key, String value) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    AlterConfigOp set = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(resource, Set.of(set))).all().get();
  }
}
