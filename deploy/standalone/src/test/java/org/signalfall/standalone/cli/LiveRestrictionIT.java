package org.signalfall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.avro.Access;
import org.signalfall.avro.Outcome;
import org.signalfall.avro.ProbeMeasurement;
import org.signalfall.ingest.prober.Authorities;
import org.signalfall.ingest.prober.IntakeClient;
import org.signalfall.ingest.prober.NameServer;
import org.signalfall.ingest.prober.PlanReader;
import org.signalfall.ingest.prober.ProbePlan;
import org.signalfall.ingest.prober.Prober;
import org.signalfall.ingest.prober.ProberSettings;
import org.signalfall.ingest.prober.Vantage;

/** From a socket that refuses to an event that a person reads, by the real clock. */
class LiveRestrictionIT {

  private static final int VANTAGES = 5;
  private static final Duration EVERY = Duration.ofSeconds(15);
  private static final Duration IN_TIME = Duration.ofMinutes(2);
  private static final int KNOWN_AFTER = 4;
  private static final long ASN = 64_500;
  private static final String BLOCKED = "messenger";
  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir private Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<ProbeMeasurement> measured = new CopyOnWriteArrayList<>();
  private LocalService messenger;
  private LocalService video;
  private LocalService control;
  private Path log;

  @BeforeEach
  void start() throws IOException {
    messenger = opened(new LocalService());
    video = opened(new LocalService());
    control = opened(new LocalService());
    log = folder.resolve("live.log");
  }

  @AfterEach
  void stop() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  @Test
  @Timeout(600)
  void shouldOpenAndResolveARestrictionWithinTwoMinutesWhenAServiceIsSwitchedOffAndOnAgain()
      throws Exception {
    IntakeProcess everything =
        IntakeProcess.ofLive(log, "--partitions", "2", "--grace", "10s", "--origin", "SYNTHETIC");
    open.add(everything::kill);
    everything.start();
    probe(everything);
    await().until(() -> measured(Outcome.SUCCESS, Instant.EPOCH).size() >= VANTAGES * KNOWN_AFTER);

    Instant off = Instant.now();
    messenger.switchOff();
    JsonNode opened = inTime("OPEN", firstMeasured(Outcome.FAILURE, off));
    Instant on = Instant.now();
    messenger.switchOn();
    JsonNode resolved = inTime("RESOLVED", firstMeasured(Outcome.SUCCESS, on));
    int exitCode = everything.stop();

    assertThat(opened.path("category").asText()).isEqualTo("RESTRICTION");
    assertThat(time(opened.at("/onset/earliest"))).isBefore(on);
    assertThat(time(opened.at("/onset/latest"))).isAfter(off);
    assertThat(resolved.path("event_id")).isEqualTo(opened.path("event_id"));
    assertThat(time(resolved.at("/ended/latest"))).isAfter(on);
    assertThat(events(event -> !event.at("/scope/service").asText().equals(BLOCKED)))
        .as("nothing is said of the service that works")
        .isEmpty();
    assertThat(exitCode).isEqualTo(128 + 15);
  }

  private void probe(IntakeProcess intake) throws IOException {
    ProbePlan plan = plan();
    ExecutorService threads = Executors.newCachedThreadPool();
    open.add(threads::shutdownNow);
    for (int number = 0; number < VANTAGES; number++) {
      Vantage vantage = new Vantage("home-" + number, "XA", ASN, Optional.empty(), Access.FIXED);
      Prober prober = opened(new Prober(plan, vantage, settings(number)));
      IntakeClient client =
          opened(new IntakeClient(intake.uri("/v1/measurements"), Optional.empty()));
      var unused =
          threads.submit(
              () -> {
                prober.run(
                    measurement -> {
                      measured.add(measurement);
                      client.take(measurement);
                    });
                return null;
              });
    }
  }

  private static ProberSettings settings(int seed) {
    return new ProberSettings(
        EVERY,
        0.3,
        seed,
        16,
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        List.of(NameServer.of("127.0.0.1")),
        Optional.empty(),
        Authorities.ofSystem());
  }

  private ProbePlan plan() throws IOException {
    Path file = folder.resolve("plan.json");
    Files.writeString(
        file,
        """
        {"controls": [{%s, "locality": "domestic"}],
         "services": [
          {"service": "%s", "components": [
            {"component": "app", "locality": "foreign", "all_of": [{%s}]}]},
          {"service": "video", "components": [
            {"component": "app", "locality": "foreign", "all_of": [{%s}]}]}],
         "genuine_networks": ["127.0.0.0/8"]}
        """
            .formatted(target(control), BLOCKED, target(messenger), target(video)));
    return PlanReader.read(file);
  }

  private static String target(LocalService service) {
    return "\"host\": \"127.0.0.1\", \"port\": %d, \"kind\": \"http\", \"status\": 204"
        .formatted(service.port());
  }

  private Instant firstMeasured(Outcome outcome, Instant after) {
    await().until(() -> !measured(outcome, after).isEmpty());
    return measured(outcome, after).stream().min(Instant::compareTo).orElseThrow();
  }

  /** Returns when the service that is switched off had that outcome. */
  private List<Instant> measured(Outcome outcome, Instant after) {
    return measured.stream()
        .filter(one -> one.getService().equals(BLOCKED) && one.getTime().isAfter(after))
        .filter(one -> one.getComponents().get(0).getOutcome() == outcome)
        .map(ProbeMeasurement::getTime)
        .toList();
  }

  private JsonNode inTime(String status, Instant since) {
    JsonNode event =
        await()
            .atMost(Duration.between(Instant.now(), since.plus(IN_TIME)))
            .until(
                () -> {
                  return events(
                          revision ->
                              revision.path("status").asText().equals(status)
                                  && revision.at("/scope/asn").asLong() == ASN)
                      .stream()
                      .findFirst();
                },
                Optional::isPresent)
            .orElseThrow();
    System.err.println(
        status + " after " + Duration.between(since, Instant.now()).toSeconds() + " s");
    return event;
  }

  private List<JsonNode> events(Predicate<JsonNode> wanted) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      if (line.startsWith("{") && line.endsWith("}")) {
        JsonNode event = MAPPER.readTree(line);
        if (wanted.test(event)) {
          events.add(event);
        }
      }
    }
    return events;
  }

  private static Instant time(JsonNode node) {
    return Instant.parse(node.asText());
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.add(resource);
    return resource;
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(250));
  }
}
