package org.signalfall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicsAclsCommandTest {

  @Test
  void shouldListWhatEachRoleNeedsAsCommandsThatGrantIt() {
    CommandRun run = CommandRun.of("topics", "acls");

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out().lines())
        .contains("# ingest", "# streams", "# watchdog", "# reader", "# operator")
        .contains(
            "kafka-acls.sh --bootstrap-server $BROKERS --add --allow-principal"
                + " User:signalfall-streams --operation Write --operation Describe --operation"
                + " DescribeConfigs --topic signalfall.events.v1")
        .contains(
            "kafka-acls.sh --bootstrap-server $BROKERS --add --allow-principal"
                + " User:signalfall-streams --operation Write --operation Describe"
                + " --transactional-id signalfall- --resource-pattern-type prefixed");
  }

  @Test
  void shouldLetNoReaderWriteAndNoIngestionReadEvents() {
    String reader = CommandRun.of("topics", "acls", "--role", "reader").out();
    String ingest = CommandRun.of("topics", "acls", "--role", "ingest").out();

    assertThat(reader).doesNotContain("Write", "signalfall.raw.", "signalfall.deadletter.");
    assertThat(ingest).doesNotContain("signalfall.events.", "signalfall.internal.");
  }

  @Test
  void shouldNameTheGivenPrincipalAndApplication() {
    String out =
        CommandRun.of(
                "topics",
                "acls",
                "--role",
                "streams",
                "--principal",
                "User:CN=x",
                "--application-id",
                "second")
            .out();

    assertThat(out.lines().filter(line -> !line.startsWith("#")))
        .allMatch(line -> line.contains("--allow-principal User:CN=x "));
    assertThat(out).contains("--group second\n", "--topic second- ");
  }
}
