package org.signalfall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalfall.schema.topic.Topic;
import org.signalfall.schema.topic.TopicCatalogue;

class CommandLineTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "replay",
        "stream",
        "ingest",
        "ingest series",
        "ingest ooni",
        "ingest probes",
        "ingest mrt",
        "ingest http",
        "watchdog",
        "probe",
        "ingest ris-live",
        "ingest bmp",
        "events",
        "events list",
        "events show",
        "events tail",
        "evaluate",
        "scenario",
        "scenario list",
        "scenario run",
        "reference",
        "reference import",
        "reference show",
        "reference lookup",
        "topics",
        "topics list",
        "topics apply",
        "topics diff"
      })
  void shouldExplainItselfWhenAskedForHelp(String command) {
    CommandRun run = CommandRun.of((command + " --help").strip().split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("Usage: signalfall");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "topics",
        "events",
        "ingest",
        "reference",
        "reference import x",
        "reference lookup",
        "topics list --partitions 0",
        "topics list --partitions many",
        "topics diff",
        "events list",
        "events list --file x.jsonl --since yesterday",
        "events list --file x.jsonl --bootstrap-servers none:1",
        "events show --file x.jsonl",
        "events tail",
        "events tail --file x.jsonl --format xml",
        "ingest mrt",
        "ingest mrt updates.gz",
        "replay",
        "replay --grace soon --series x.csv",
        "ingest http --bootstrap-servers none:1 --listen 7080",
        "watchdog --bootstrap-servers none:1 --stall-after soon",
        "ingest ris-live --bootstrap-servers 127.0.0.1:1",
        "ingest bmp --bootstrap-servers 127.0.0.1:1 --listen 11019",
        "ingest bmp --bootstrap-servers 127.0.0.1:1 --listen 127.0.0.1:70000",
        "ingest bmp --bootstrap-servers 127.0.0.1:1 --policy both",
        "ingest bmp --bootstrap-servers 127.0.0.1:1 --max-routers 0",
        "ingest ris-live --bootstrap-servers 127.0.0.1:1 --url http://127.0.0.1",
        "ingest ris-live --bootstrap-servers 127.0.0.1:1 --collector rrc00 x.jsonl",
        "ingest ris-live --bootstrap-servers 127.0.0.1:1 --url ws://127.0.0.1 x.jsonl",
        "demo --seed x"
      })
  void shouldEndWithUsageAndOneSentenceWhenTheCommandLineMakesNoSense(String command) {
    String[] args = command.isEmpty() ? new String[0] : command.split(" ");

    CommandRun run = CommandRun.of(args);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .hasSize(2)
        .satisfies(lines -> assertThat(lines.get(0)).startsWith("signalfall: "))
        .satisfies(lines -> assertThat(lines.get(1)).matches("See signalfall.* --help\\."));
  }

  @Test
  void shouldListEveryTopicWhenThereIsNoCluster() {
    CommandRun run = CommandRun.of("topics", "list", "--partitions", "3");

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains(new TopicCatalogue(3).topics().stream().map(Topic::name).toList());
  }

  @Test
  void shouldSayWhichFileWhenAnInputIsMissing() {
    Path missing = folder.resolve("missing.csv");

    CommandRun run = CommandRun.of("replay", "--series", missing.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err()).isEqualTo("signalfall: There is no file " + missing + ".\n");
  }

  @Test
  void shouldSaySoWhenAnInputIsAFolder() {
    CommandRun run = CommandRun.of("replay", "--series", folder.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err()).isEqualTo("signalfall: " + folder + " is a folder, not a file.\n");
  }

  @Test
  void shouldTellAllErrorsOfACatalogueWhenItIsInvalid() throws IOException {
    Path input = Files.createFile(folder.resolve("input.jsonl"));
    Path catalogue =
        Files.writeString(folder.resolve("mine.yaml"), "countries: {iran: [ir]}\nservice: []\n");

    CommandRun run =
        CommandRun.of("replay", "--ooni", input.toString(), "--catalogue", catalogue.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err())
        .isEqualTo(
            catalogue
                + ":2: service has no meaning here.\n"
                + catalogue
                + ":1: countries.iran is no ISO 3166-1 code of two capital letters.\n"
                + "signalfall: The catalogue has 2 errors.\n");
  }

  @Test
  void shouldSaySoWhenACatalogueIsMissing() {
    CommandRun run =
        CommandRun.of(
            "ingest", "ooni", "--bootstrap-servers", "127.0.0.1:1", "--catalogue", "no.yaml", "-");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err())
        .isEqualTo("signalfall: The catalogue can't be read: there is no catalogue no.yaml.\n");
  }

  @Test
  void shouldPrintRoutesAndRejectionsWhenAskedToDump() throws IOException {
    Path file = folder.resolve("state.mrt");
    String stateChange =
        "6553f1000010000500000018" + "0000fbf40000fde800000001" + "c0000201c00002fe" + "00060001";
    Files.write(file, HexFormat.of().parseHex(stateChange + "00"));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream stdout = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));

    CommandRun run;
    try {
      run = CommandRun.of("ingest", "mrt", "--dump", file.toString());
    } finally {
      System.setOut(stdout);
    }

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualTo("BGP4MP|1700000000|STATE|192.0.2.1|64500|6|1\n");
    assertThat(run.err())
        .isEqualTo(
            "rejected "
                + file
                + ", byte 36: the file ends after 1 bytes of the header of a record\n");
  }

  @Test
  void shouldSaySoBeforeAnyWorkWhenTheEventsCannotBeWritten() throws IOException {
    Path input = Files.createFile(folder.resolve("input.csv"));
    Path output = folder.resolve("missing").resolve("events.jsonl");

    CommandRun run =
        CommandRun.of("replay", "--series", input.toString(), "--events", output.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err())
        .isEqualTo(
            "signalfall: The events cannot go to " + output + ": there is no such folder.\n");
  }

  @Test
  void shouldAskForARegistryWhenRecordsAreToBeReadWithoutOne() {
    CommandRun run = CommandRun.of("events", "tail", "--bootstrap-servers", "127.0.0.1:1");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err())
        .isEqualTo("signalfall: Records need a schema registry: give --schema-registry URL.\n");
  }

  @Test
  void shouldSaySoWhenTheSettingsOfTheTopologyAreMissing() {
    Path missing = folder.resolve("missing.properties");

    CommandRun run = CommandRun.of("stream", "--config", missing.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err())
        .isEqualTo("signalfall: The settings cannot be read from " + missing + ".\n");
  }
}
