package org.signalfall.standalone.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.runtime.SignalfallStreams;
import org.signalfall.runtime.StartException;
import org.signalfall.runtime.StreamsSettings;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.Standalone;
import org.signalfall.standalone.cli.CommandRun;
import org.signalfall.standalone.topics.TopicAdmin;

/** What isn't as the topology needs it is told at start, in one sentence that says what to do. */
class StartChecksIT {

  private static final String NO_SCHEMA = "{\"schema\":\"{\\\"type\\\":\\\"int\\\"}\"}";

  @TempDir private Path folder;
  private Standalone cluster;

  @BeforeEach
  void start() {
    cluster = Standalone.start(Standalone.Options.temporary());
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void shouldTellOneThingAfterTheOtherUntilAllIsWell() throws Exception {
    refuses(Map.of(), "These topics are missing: ", "signalfall topics apply");

    createTopics();
    refuses(Map.of("signalfall.partitions", 3), "has 2 partitions where", "asks for 3");

    change(TopicCatalogue.EVENTS, "cleanup.policy", "compact");
    comesToRefuse(TopicCatalogue.EVENTS + " has cleanup.policy compact", "asks for delete");
    change(TopicCatalogue.EVENTS, "cleanup.policy", "delete");

    change(TopicCatalogue.RAW_BGP, "message.timestamp.type", "CreateTime");
    comesToRefuse(TopicCatalogue.RAW_BGP + " has message.timestamp.type CreateTime");
    change(TopicCatalogue.RAW_BGP, "message.timestamp.type", "LogAppendTime");
    await()
        .untilAsserted(
            () ->
                assertThatCode(() -> new SignalfallStreams(settings(Map.of())).close())
                    .doesNotThrowAnyException());
  }

  @Test
  void shouldTellWhatIsAmissWithTheRegistry() throws Exception {
    createTopics();

    CommandRun away =
        stream(
            Map.of("schema.registry.url", "http://127.0.0.1:1", "signalfall.registry.wait.ms", 0));
    assertThat(away.exitCode()).isEqualTo(1);
    assertThat(away.out()).isEmpty();
    assertThat(away.err().lines())
        .singleElement(STRING)
        .startsWith("signalfall: The schema registry has not answered for 0 s: ")
        .contains("http://127.0.0.1:1")
        .endsWith(".");
    refuses(
        Map.of("auto.register.schemas", false),
        "The schema registry does not go with this version",
        "no such subject");
  }

  @Test
  void shouldRefuseARegistryWithAnIncompatibleSchema() throws Exception {
    createTopics();
    register(TopicCatalogue.EVENTS + "-value");

    refuses(
        Map.of(),
        "The schema registry does not go with this version",
        "rejects it as incompatible",
        TopicCatalogue.EVENTS + "-value");
  }

  /** Runs the command, which doesn't come back unless it can't start. */
  private CommandRun stream(Map<String, Object> others) {
    List<String> words = new ArrayList<>(List.of("stream"));
    all(others).forEach((key, value) -> words.addAll(List.of("-D", key + "=" + value)));
    return CommandRun.of(words.toArray(String[]::new));
  }

  private void refuses(Map<String, Object> others, String... words) {
    assertThatThrownBy(() -> new SignalfallStreams(settings(others)).close())
        .isInstanceOf(StartException.class)
        .hasMessageContainingAll(words);
  }

  private void comesToRefuse(String... words) {
    await().untilAsserted(() -> refuses(Map.of(), words));
  }

  private void createTopics() throws InterruptedException {
    try (Admin admin = admin()) {
      new TopicAdmin(admin).createMissing(new TopicCatalogue(2));
    }
  }

  private void change(String topic, String key, String value) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    AlterConfigOp set = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
    try (Admin admin = admin()) {
      admin.incrementalAlterConfigs(Map.of(resource, Set.of(set))).all().get();
    }
  }

  private void register(String subject) throws Exception {
    URI uri = URI.create(cluster.registryUrl() + "/subjects/" + subject + "/versions");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(BodyPublishers.ofString(NO_SCHEMA))
            .build();
    assertThatCode(() -> HttpClient.newHttpClient().send(request, BodyHandlers.discarding()))
        .doesNotThrowAnyException();
  }

  private Admin admin() {
    return Admin.create(Map.<String, Object>of("bootstrap.servers", cluster.bootstrapServers()));
  }

  private StreamsSettings settings(Map<String, Object> others) {
    return new StreamsSettings(all(others));
  }

  private Map<String, Object> all(Map<String, Object> others) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", cluster.bootstrapServers());
    settings.put("schema.registry.url", cluster.registryUrl());
    settings.put("signalfall.partitions", 2);
    settings.put("state.dir", folder.toString());
    settings.putAll(others);
    return settings;
  }
}
