package org.signalfall.standalone.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
import org.signalfall.schema.topic.DeadLetterHeaders;
import org.signalfall.schema.topic.Topic;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.Standalone;
import org.signalfall.standalone.cli.CommandRun;
import org.signalfall.standalone.kafka.GuardedKafka;
import org.signalfall.standalone.topics.TopicAdmin;
import org.slf4j.LoggerFactory;

/**
 * With the listed permissions each role does its work and nothing else; without one of them the
 * topology says which it lacks.
 */
class PermissionsIT {

  private static final String STREAMS = "streams";
  private static final String INGEST = "ingest";
  private static final String WATCHDOG = "watchdog";
  private static final String READER = "reader";
  private static final String OPERATOR = "operator";
  private static final String READER_GROUP = "signalfall-reader-archive";
  private static final Duration START = Duration.ofMinutes(1);
  private static final List<Permissions> NEEDED =
      Permissions.of(Role.STREAMS, "signalfall", TopologyTopics.ofThisVersion());
  private static final Set<String> RAW =
      Set.of(TopicCatalogue.RAW_PROBE, TopicCatalogue.RAW_BGP, TopicCatalogue.RAW_TRAFFIC);
  private static final Set<AclOperation> ORDINARY =
      Set.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE);
  private static final byte[] VALUE = "anything".getBytes(StandardCharsets.UTF_8);

  private static GuardedKafka kafka;

  /** Its own brokers are open: the registry isn't what is guarded here. */
  private static Standalone registry;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    registry = Standalone.start(Standalone.Options.temporary());
    kafka = new GuardedKafka(STREAMS, INGEST, WATCHDOG, READER, OPERATOR);
    try (Admin admin = kafka.admin()) {
      new TopicAdmin(admin).createMissing(new TopicCatalogue(1));
    }
    for (Role role : Role.values()) {
      kafka.grant(
          role.name().toLowerCase(Locale.ROOT),
          Permissions.of(role, "signalfall", TopologyTopics.ofThisVersion()));
    }
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

  @Test
  void shouldLetAnIngestionWriteRecordsAndDeadLettersButReadNoEvents() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("flows.series.csv"),
            """
            time,country,region,asn,service,signal,value
            2024-03-04T00:00:00Z,XA,,,,requests,1
            2024-03-04T00:01:00Z,XA,,,,requests,2
            no row
            """);

    CommandRun run =
        as(INGEST, "ingest", "series", "--schema-registry", registry.registryUrl(), "" + file);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("2 records sent, 1 rejected");
    Attempts ingest = attempts(INGEST);
    forbidden(() -> ingest.read(TopicCatalogue.EVENTS, "signalfall-ingest-x"));
    forbidden(() -> ingest.write(record(TopicCatalogue.EVENTS)));
    assertThatThrownBy(() -> ingest.read(TopicCatalogue.RAW_TRAFFIC, "signalfall"))
        .isInstanceOf(GroupAuthorizationException.class);
    assertThatThrownBy(
            () -> ingest.writeInTransaction("signalfall-1", record(TopicCatalogue.RAW_PROBE)))
        .isInstanceOf(TransactionalIdAuthorizationException.class);
  }

  @Test
  void shouldLetAReaderReadEventsButWriteNothing() throws Exception {
    attempts(STREAMS).write(record(TopicCatalogue.EVENTS));

    Attempts reader = attempts(READER);
    List<byte[]> read = reader.read(TopicCatalogue.EVENTS, READER_GROUP);

    assertThat(read).contains(VALUE);
    forbidden(() -> reader.write(record(TopicCatalogue.EVENTS)));
    forbidden(() -> reader.read(TopicCatalogue.RAW_PROBE, READER_GROUP));
    forbidden(() -> reader.read(TopicCatalogue.DEAD_LETTER, READER_GROUP));
  }

  @Test
  void shouldLetAnOperatorSendDeadLettersAgainButReadNothingElse() throws Exception {
    attempts(INGEST).write(letter("a reason of its own"));

    CommandRun run = as(OPERATOR, "deadletter", "replay", "--reason", "a reason of its own");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("1 letters sent, 0 had been sent before");
    Attempts operator = attempts(OPERATOR);
    forbidden(() -> operator.read(TopicCatalogue.EVENTS, READER_GROUP));
    forbidden(() -> operator.write(record(TopicCatalogue.EVENTS)));
  }

  @Test
  void shouldLetAWatchdogReadAndWriteRawTopicsButNothingElse() throws Exception {
    CommandRun run =
        as(WATCHDOG, "watchdog", "--once", "--schema-registry", registry.registryUrl());
    Attempts watchdog = attempts(WATCHDOG);
    watchdog.writeInTransaction("signalfall-watchdog", record(TopicCatalogue.RAW_TRAFFIC));

    assertThat(run.exitCode()).as(run.err()).isZero();
    forbidden(() -> watchdog.write(record(TopicCatalogue.DEAD_LETTER)));
    forbidden(() -> watchdog.read(TopicCatalogue.EVENTS, READER_GROUP));
  }

  @Test
  void shouldLetNoRoleButTheTopologyNearAnyOtherTopic() throws Exception {
    Set<String> results =
        Set.of(
            TopicCatalogue.SIGNALS,
            TopicCatalogue.VERDICTS,
            TopicCatalogue.EVENTS,
            TopicCatalogue.EVENTS_OUTAGE,
            TopicCatalogue.EVENTS_RESTRICTION,
            TopicCatalogue.EVENTS_LATEST,
            TopicCatalogue.OBSERVABILITY,
            TopicCatalogue.EVALUATED);
    Set<String> letters = Set.of(TopicCatalogue.DEAD_LETTER);

    assertThat(may(AclOperation.READ, INGEST)).isEqualTo(union(RAW, letters));
    assertThat(may(AclOperation.WRITE, INGEST)).isEqualTo(union(RAW, letters));
    assertThat(may(AclOperation.READ, WATCHDOG)).isEqualTo(RAW);
    assertThat(may(AclOperation.WRITE, WATCHDOG)).isEqualTo(RAW);
    assertThat(may(AclOperation.READ, READER)).isEqualTo(results);
    assertThat(may(AclOperation.WRITE, READER)).isEmpty();
    assertThat(may(AclOperation.READ, OPERATOR)).isEqualTo(letters);
    assertThat(may(AclOperation.WRITE, OPERATOR)).doesNotContainAnyElementsOf(results);
    for (String user : List.of(INGEST, WATCHDOG, READER, OPERATOR)) {
      assertThat(attempts(user).allowed(everyTopic()).values())
          .allMatch(ORDINARY::containsAll, "nobody creates, deletes or changes a topic");
    }
  }

  private static Set<String> may(AclOperation operation, String user) throws Exception {
    return attempts(user).allowed(everyTopic()).entrySet().stream()
        .filter(topic -> topic.getValue().contains(operation))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static List<String> everyTopic() {
    return new TopicCatalogue(1).topics().stream().map(Topic::name).toList();
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
  }

  private static void forbidden(ThrowingCallable attempt) {
    assertThatThrownBy(attempt).isInstanceOf(AuthorizationException.class);
  }

  private static Attempts attempts(String user) {
    return new Attempts(kafka.client(user));
  }

  private static ProducerRecord<byte[], byte[]> record(String topic) {
    return new ProducerRecord<>(topic, VALUE);
  }

  /** A record of a raw topic that was taken for dead. */
  private static ProducerRecord<byte[], byte[]> letter(String reason) {
    ProducerRecord<byte[], byte[]> letter = record(TopicCatalogue.DEAD_LETTER);
    Map.of(
            DeadLetterHeaders.REASON,
            reason,
            DeadLetterHeaders.TOPIC,
            TopicCatalogue.RAW_PROBE,
            DeadLetterHeaders.PARTITION,
            "0")
        .forEach((name, text) -> letter.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return letter;
  }

  /** Runs the command with the password of a user in a file. */
  private CommandRun as(String user, String... words) throws IOException {
    Properties client = new Properties();
    kafka.client(user).forEach((key, value) -> client.setProperty(key, "" + value));
    Path file = folder.resolve(user + ".properties");
    try (Writer out = Files.newBufferedWriter(file)) {
      client.store(out, null);
    }
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(
        List.of(
            "--bootstrap-servers",
            client.getProperty("bootstrap.servers"),
            "--kafka-config",
            file.toString()));
    return CommandRun.of(all.toArray(String[]::new));
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
