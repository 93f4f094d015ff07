package org.signalfall.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.standalone.kafka.BrokerProcesses;
import org.signalfall.standalone.registry.EmbeddedRegistry;

/**
 * Three brokers and the workers, each in a process of its own. Whatever of it fails in mid-outage,
 * a reader of commits sees the events of a run in which nothing failed.
 *
 * <p>By hand with brokers killed one after the other: {@code -Dbroker.kills=20}.
 */
@Timeout(1_800)
class FaultsIT {

  private static final long SEED = 20_220_921;

  /** Who has died is noticed in seconds. */
  private static final Map<String, String> SHORT_SESSIONS =
      Map.of("session.timeout.ms", "3000", "heartbeat.interval.ms", "1000");

  @TempDir private Path folder;
  private GeneratedInput.Files input;
  private BrokerProcesses brokers;
  private EmbeddedRegistry registry;
  private Deployment deployment;

  @BeforeEach
  void start() throws Exception {
    input = GeneratedInput.from(GeneratedInput.YEAR_2023).write(folder);
    brokers = BrokerProcesses.start(Files.createDirectory(folder.resolve("brokers")));
    registry = startRegistry(0);
    deployment = new Deployment(client(), Files.createDirectory(folder.resolve("workers")));
    deployment.send(input);
  }

  @AfterEach
  void stop() throws InterruptedException {
    deployment.close();
    registry.close();
    brokers.close();
  }

  /** From 42 to 75 % of the input something is out all the time. */
  @Test
  void shouldPublishTheSameEventsWhateverFailsInMidOutage() throws Exception {
    WorkerProcess first = deployment.worker("first", SHORT_SESSIONS);
    WorkerProcess second = deployment.worker("second", SHORT_SESSIONS);
    WorkerProcess third = deployment.worker("third", SHORT_SESSIONS);

    first.start();
    deployment.awaitCommitted(percent(42));
    brokers.kill(brokers.activeController());
    deployment.awaitCommitted(percent(48));
    int port = URI.create(registry.url()).getPort();
    registry.close();
    second.start();
    second.awaitWord("for the schema registry");
    deployment.awaitCommitted(percent(54));
    registry = startRegistry(port);
    second.awaitWord("The topology runs");
    first.kill();
    deployment.awaitCommitted(percent(62));
    third.start();
    third.awaitWord("The topology runs");
    second.stop();
    List<String> disturbed = deployment.events();

    assertThat(disturbed).containsExactlyInAnyOrderElementsOf(undisturbed());
  }

  @Test
  @EnabledIfSystemProperty(named = "broker.kills", matches = "\\d+")
  void shouldPublishTheSameEventsWhenTheActiveControllerIsKilledAgainAndAgain() throws Exception {
    int kills = Integer.getInteger("broker.kills");

    deployment.worker("only", SHORT_SESSIONS).start();
    for (long point : new Random(SEED).longs(kills, 1, deployment.written()).sorted().toArray()) {
      deployment.awaitCommitted(point);
      brokers.restartKilled();
      brokers.kill(brokers.activeController());
    }
    List<String> disturbed = deployment.events();

    assertThat(disturbed).containsExactlyInAnyOrderElementsOf(undisturbed());
  }

  private long percent(int share) throws Exception {
    return deployment.written() * share / 100;
  }

  private List<String> undisturbed() throws InterruptedException {
    List<String> events = Walk.canonical(Walk.of(input).run(1));
    assertThat(events).hasSizeGreaterThan(10);
    return events;
  }

  private EmbeddedRegistry startRegistry(int port) {
    return EmbeddedRegistry.start(new EmbeddedRegistry.Options(brokers.bootstrapServers(), port));
  }

  private Map<String, Object> client() {
    Map<String, Object> client = new HashMap<>();
    client.put("bootstrap.servers", brokers.bootstrapServers());
    client.put("schema.registry.url", registry.url());
    return client;
  }
}
