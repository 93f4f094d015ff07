package org.signalfall.standalone.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.runtime.Permissions;
import org.signalfall.runtime.Role;
import org.signalfall.runtime.SignalfallStreams;
import org.signalfall.runtime.StartException;
import org.signalfall.runtime.StreamsSettings;
import org.signalfall.runtime.TopologyTopics;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.Standalone;
import org.signalfall.standalone.kafka.GuardedKafka;
import org.signalfall.standalone.topics.TopicAdmin;
import org.slf4j.LoggerFactory;

/** With the listed permissions the topology runs; without one of them it says which it lacks. */
class PermissionsIT {

  private static final String STREAMS = "streams";
  private static final Duration START = Duration.ofMinutes(1);
  private static final List<Permissions> NEEDED =
      Permissions.of(Role.STREAMS, "signalfall", TopologyTopics.ofThisVersion());

  private static GuardedKafka kafka;

  /** Its own brokers are open: the registry isn't what is guarded here. */
  private static Standalone registry;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    registry = Standalone.start(Standalone.Options.temporary());
    kafka = new GuardedKafka(STREAMS);
    try (Admin admin = kafka.admin()) {
      new TopicAdmin(admin).createMissing(new TopicCatalogue(1));
    }
    kafka.grant(STREAMS, NEEDED);
  }

  @AfterAll
  static void stop() {
    kafka.close();
    registry.close();
  }

  @Test
  void shouldRunWithWhatIsListedAndLogNoPassword() throws Exception {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Logger clients = (Logger) LoggerFactory.getLogger("org.apache.kafka");
    Level before = clients.getLevel();
    log.start();
    root.addAppender(log);
    clients.setLevel(Level.INFO);

    try (SignalfallStreams streams = new SignalfallStreams(settings())) {
      streams.start();

      assertThat(streams.awaitRunning(START)).isTrue();
      await().until(() -> streams.health().isReady());
      assertThat(streams.failure()).isEmpty();
    } finally {
      clients.setLevel(before);
      root.detachAppender(log);
    }

    assertThat(log.list).hasSizeGreaterThan(10);
    assertThat(log.list)
        .noneMatch(line -> line.getFormattedMessage().contains(GuardedKafka.password(STREAMS)));
  }

  @Test
  void shouldSayWhichTopicMayNotBeReadOrWritten() throws Exception {
    refuses(
        without(TopicCatalogue.EVENTS, AclOperation.WRITE), "WRITE on topic signalfall.events.v1");
    refuses(
        without(TopicCatalogue.RAW_PROBE, AclOperation.READ),
        "READ on topic signalfall.raw.probe.v1");
    refuses(
        without(TopicCatalogue.EVALUATED, AclOperation.DESCRIBE_CONFIGS),
        "DESCRIBE_CONFIGS on topic signalfall.evaluated.v1");
  }

  @Test
  void shouldSayThatTransactionsOrItsGroupAreNotAllowed() throws Exception {
    fails(of(ResourceType.TRANSACTIONAL_ID), "its transactional ids");
    fails(of(ResourceType.GROUP), "the consumer group signalfall");
  }

  private void refuses(Permissions lacking, String sentence) throws Exception {
    kafka.revoke(STREAMS, List.of(lacking));
    try {
      assertThatThrownBy(() -> new SignalfallStreams(settings()).close())
          .isInstanceOf(StartException.class)
          .hasMessageContaining(sentence)
          .hasMessageContaining("signalfall topics acls");
    } finally {
      kafka.grant(STREAMS, List.of(lacking));
    }
  }

  private void fails(Permissions lacking, String sentence) throws Exception {
    kafka.revoke(STREAMS, List.of(lacking));
    try (SignalfallStreams streams = new SignalfallStreams(settings())) {
      streams.start();
      await().atMost(START).until(() -> streams.failure().isPresent());

      assertThat(streams.failure().orElseThrow()).hasMessageContaining(sentence);
      assertThat(streams.health().isAlive()).isFalse();
    } finally {
      kafka.grant(STREAMS, List.of(lacking));
    }
  }

  private static Permissions without(String topic, AclOperation operation) {
    return NEEDED.stream()
        .filter(one -> one.on().name().equals(topic))
        .map(one -> new Permissions(one.on(), Set.of(operation)))
        .findFirst()
        .orElseThrow();
  }

  private static Permissions of(ResourceType type) {
    return NEEDED.stream().filter(one -> one.on().resourceType() == type).findFirst().orElseThrow();
  }

  private StreamsSettings settings() {
    Map<String, Object> settings = new HashMap<>(kafka.client(STREAMS));
    settings.put("schema.registry.url", registry.registryUrl());
    settings.put("signalfall.partitions", 1);
    settings.put("state.dir", folder.toString());
    return new StreamsSettings(settings);
  }
}
