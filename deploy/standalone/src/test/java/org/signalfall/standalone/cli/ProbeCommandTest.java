package org.signalfall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeCommandTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir private Path folder;

  private ServerSocket listening;
  private HttpServer intake;
  private final List<String> posted = new CopyOnWriteArrayList<>();

  @BeforeEach
  void listen() throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    intake = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    intake.createContext(
        "/v1/measurements",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          body.lines().forEach(posted::add);
          String token = exchange.getRequestHeaders().getFirst("Authorization");
          exchange.sendResponseHeaders(
              token == null || token.equals("Bearer secret") ? 200 : 401, -1);
          exchange.close();
        });
    intake.start();
  }

  @AfterEach
  void close() throws IOException {
    listening.close();
    intake.stop(0);
  }

  @Test
  void shouldPrintOneMeasurementAServiceWhenAskedOnce() throws IOException {
    CommandRun run = probe("--plan", plan(), "--out", "-");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    JsonNode measurement = MAPPER.readTree(run.out().lines().findFirst().orElseThrow());
    assertThat(run.out().lines()).hasSize(1);
    assertThat(measurement.path("country").asText()).isEqualTo("KE");
    assertThat(measurement.path("asn").asLong()).isEqualTo(33771);
    assertThat(measurement.path("vantage").asText()).isEqualTo("home-7");
    assertThat(measurement.path("access").asText()).isEqualTo("mobile");
    assertThat(measurement.path("service").asText()).isEqualTo("messenger");
    assertThat(measurement.path("components").path(0).path("ok").booleanValue()).isTrue();
    assertThat(measurement.path("components").path(1).path("ok").booleanValue()).isFalse();
    assertThat(measurement.path("components").path(1).path("failure").asText())
        .isEqualTo("connection_refused");
    assertThat(run.out()).doesNotContain("127.0.0.");
  }

  @Test
  void shouldAppendToTheFile() throws IOException {
    Path out = folder.resolve("measurements.jsonl");

    probe("--plan", plan(), "--out", out.toString());
    CommandRun second = probe("--plan", plan(), "--out", out.toString());

    assertThat(second.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(Files.readAllLines(out)).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void shouldPostToTheIntake() throws IOException {
    CommandRun run = probe("--plan", plan(), "--post", intakeUrl(), "--token", "secret");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(posted).singleElement().asString().contains("\"service\":\"messenger\"");
  }

  @Test
  void shouldSaySoWhenTheIntakeRefuses() throws IOException {
    CommandRun run = probe("--plan", plan(), "--post", intakeUrl(), "--token", "wrong");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err())
        .isEqualTo("signalfall: the intake at " + intakeUrl() + " answered with status 401.\n");
  }

  @Test
  void shouldNameTheFileAndTheReasonWhenThePlanIsNone() throws IOException {
    Path plan = Files.writeString(folder.resolve("plan.json"), "{\n\"servces\": []}");

    CommandRun run = probe("--plan", plan.toString(), "--out", "-");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err())
        .startsWith("signalfall: The plan cannot be used: " + plan + ":2: ")
        .contains("servces");
  }

  @Test
  void shouldRefuseAVantageThatHoldsAnAddress() throws IOException {
    CommandRun run =
        CommandRun.of(
            "probe",
            "--vantage",
            "rack-192.0.2.1",
            "--country",
            "KE",
            "--asn",
            "1",
            "--plan",
            plan(),
            "--out",
            "-");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err()).contains("it holds no IP address");
  }

  @Test
  void shouldRefuseProbesThatMayComeBehindTheGraceOfTheCluster() throws IOException {
    CommandRun run =
        CommandRun.of(
            "probe",
            "--vantage",
            "v",
            "--country",
            "KE",
            "--asn",
            "1",
            "--plan",
            plan(),
            "--bootstrap-servers",
            "127.0.0.1:1",
            "--timeout",
            "8s",
            "--grace",
            "24s");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err())
        .isEqualTo(
            "signalfall: A probe may take 24000 ms: give a longer --grace or a shorter"
                + " --timeout.\n");
  }

  @Test
  void shouldAskForOneDestination() throws IOException {
    CommandRun none = probe("--plan", plan());
    CommandRun two = probe("--plan", plan(), "--out", "-", "--post", intakeUrl());

    assertThat(none.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(two.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  private static CommandRun probe(String... args) {
    return CommandRun.of(
        Stream.concat(
                Stream.of(
                    "probe",
                    "--vantage",
                    "home-7",
                    "--country",
                    "ke",
                    "--asn",
                    "AS33771",
                    "--access",
                    "mobile",
                    "--once"),
                Stream.of(args))
            .toArray(String[]::new));
  }

  private String intakeUrl() {
    return "http://127.0.0.1:" + intake.getAddress().getPort() + "/v1/measurements";
  }

  /** One component is up, the other one's port is closed. */
  private String plan() throws IOException {
    String up = "{\"host\": \"127.0.0.1\", \"port\": %d, \"kind\": \"tcp\"%s}";
    String down = up.replace("127.0.0.1", "127.0.0.9");
    int port = listening.getLocalPort();
    Path plan =
        Files.writeString(
            folder.resolve("plan.json"),
            "{\"controls\": ["
                + up.formatted(port, ", \"locality\": \"domestic\"")
                + "], \"services\": [{\"service\": \"messenger\", \"components\": ["
                + "{\"component\": \"app\", \"locality\": \"foreign\", \"any_of\": ["
                + up.formatted(port, "")
                + "]}, {\"component\": \"media\", \"locality\": \"cdn\", \"all_of\": ["
                + down.formatted(port, "")
                + "]}]}]}");
    return plan.toString();
  }
}
