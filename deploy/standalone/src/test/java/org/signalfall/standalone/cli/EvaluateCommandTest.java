package org.signalfall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluateCommandTest {

  private static final String EVENT =
      """
      {"event_id":"IQ-1","status":"OPEN","as_of":"2023-08-21T01:11:00Z",\
      "detected_at":"2023-08-21T01:10:00Z","scope":{"level":"COUNTRY","country":"IQ"},\
      "onset":{"earliest":"2023-08-21T01:00:00Z","latest":"2023-08-21T01:05:00Z"},\
      "ended":{"latest":"2023-08-21T05:05:00Z"},"confidence":"CONFIRMED"}
      """;
  private static final String LABELS =
      """
      case,country,region,asn,service,start,end,kind
      exams,IQ,,,,2023-08-21T01:00:00Z,2023-08-21T05:00:00Z,outage
      """;

  @TempDir private Path folder;

  private Path events;
  private Path labels;

  @BeforeEach
  void writeFiles() throws IOException {
    events = Files.writeString(folder.resolve("events.jsonl"), EVENT);
    labels = Files.writeString(folder.resolve("labels.csv"), LABELS);
  }

  @Test
  void shouldPrintATableOfTheScore() {
    CommandRun run =
        CommandRun.of("evaluate", "--events", events.toString(), "--labels", labels.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("found", "CONFIRMED", "1/1", "100.0 %");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void shouldPrintJsonWithARateWhenTheQuietWeeksAreKnown() throws IOException {
    CommandRun run =
        CommandRun.of(
            "evaluate",
            "--events",
            events.toString(),
            "--labels",
            labels.toString(),
            "--case",
            "exams",
            "--series-weeks",
            "4",
            "--json");

    JsonNode score = new ObjectMapper().readTree(run.out()).path("score").path("all");
    assertThat(score.path("found").asInt()).isEqualTo(1);
    assertThat(score.path("opening_minutes").path("median").asDouble()).isEqualTo(10);
    assertThat(score.path("quiet_series_weeks").asDouble()).isEqualTo(4);
    assertThat(score.path("false_per_quiet_series_week").asDouble()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evaluate",
        "evaluate --events e.jsonl",
        "evaluate --scenarios --quiet 500",
        "evaluate --quiet 0",
        "scenario run no-such-case"
      })
  void shouldRefuseWhatMakesNoSense(String command) {
    assertThat(CommandRun.of(command.split(" ")).exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void shouldSayInASentenceWhatIsMissing() {
    CommandRun noCase =
        CommandRun.of(
            "evaluate",
            "--events",
            events.toString(),
            "--labels",
            labels.toString(),
            "--case",
            "floods");
    CommandRun noManifest = CommandRun.of("evaluate", "--corpus", folder.toString());

    assertThat(noCase.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(noCase.err()).contains("has no label of floods").hasLineCount(1);
    assertThat(noManifest.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(noManifest.err()).contains("corpus.yaml").hasLineCount(1);
  }

  @Test
  void shouldRunAScenarioWriteItsEventsAndDrawIt() throws IOException {
    Path out = folder.resolve("out.jsonl");

    CommandRun run =
        CommandRun.of(
            "scenario",
            "run",
            "silence-agreed",
            "--events",
            out.toString(),
            "--plot",
            folder.resolve("plots").toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("Must come out", "1/1");
    assertThat(Files.readAllLines(out)).allMatch(line -> line.contains("\"SYNTHETIC\""));
    assertThat(folder.resolve("plots").resolve("silence-agreed.svg")).isNotEmptyFile();
  }

  @Test
  void shouldListTheScenarios() {
    CommandRun run = CommandRun.of("scenario", "list");

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("full-block", "curfew-70-nights", "peer-flaps");
  }
}
