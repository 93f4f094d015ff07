package org.signalfall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalfall.avro.Category;
import org.signalfall.avro.Confidence;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EndReason;
import org.signalfall.avro.EventStatus;
import org.signalfall.avro.Evidence;
import org.signalfall.avro.EvidenceLocator;
import org.signalfall.avro.Kind;
import org.signalfall.avro.Recurrence;
import org.signalfall.avro.RelatedEvent;
import org.signalfall.avro.Scope;
import org.signalfall.avro.ScopeLevel;
import org.signalfall.avro.TimeInterval;
import org.signalfall.schema.TrustedClasses;
import org.signalfall.schema.json.EventJson;

/** Events of a file, as a person and a machine read them. */
class EventsCommandTest {

  private static final Instant ONSET = Instant.parse("2022-09-21T15:30:00Z");

  static {
    TrustedClasses.register();
  }

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeEvents() throws IOException {
    file = folder.resolve("events.jsonl");
    ConnectivityEvent blackout = event("IR-1", "IR", Category.OUTAGE, Kind.BLACKOUT).build();
    ConnectivityEvent resolved =
        ConnectivityEvent.newBuilder(blackout)
            .setRevision(2)
            .setStatus(EventStatus.RESOLVED)
            .setAsOf(ONSET.plusSeconds(7200))
            .setEnded(new TimeInterval(ONSET.plusSeconds(6900), ONSET.plusSeconds(7000)))
            .setEndReason(EndReason.RECOVERED)
            .setRecurrence(new Recurrence("daily 19:00-21:00", 3, "IR-0"))
            .setRelated(List.of(new RelatedEvent("AM-1", "same time, another country")))
            .setLocators(List.of(new EvidenceLocator("raw", 2, 700L, 1_000L)))
            .build();
    ConnectivityEvent part =
        event("IR-2", "IR", Category.OUTAGE, Kind.PARTIAL).setParentId("IR-1").build();
    ConnectivityEvent block =
        event("KE-1", "KE", Category.RESTRICTION, Kind.BLOCK)
            .setServices(List.of("a", "b"))
            .build();
    Files.write(
        file, List.of(blackout, part, block, resolved).stream().map(EventJson::line).toList());
  }

  @Test
  void shouldListEventsAsTheyStandPartsBelowTheirWhole() {
    CommandRun run = run("list");

    assertThat(run.out().lines())
        .containsExactly(
            "EVENT   STATUS    KIND      WHERE          SINCE             UNTIL             SEVERITY"
                + "  SURE",
            "IR-1    RESOLVED  BLACKOUT  IR             2022-09-21 15:30  2022-09-21 17:26  96"
                + "        suspected",
            "  IR-2  OPEN      PARTIAL   IR             2022-09-21 15:30                    96"
                + "        suspected",
            "KE-1    OPEN      BLOCK     KE 2 services  2022-09-21 15:30                    96"
                + "        suspected");
  }

  @ParameterizedTest
  @CsvSource({
    "--country ke, KE-1",
    "--category restriction, KE-1",
    "--open, IR-2 KE-1",
    "--open --country IR, IR-2",
    "--since 2022-09-22, IR-2 KE-1",
    "--since 2022-09-21T17:00:00Z, IR-1 IR-2 KE-1"
  })
  void shouldListWhatIsAskedFor(String options, String ids) {
    CommandRun run = run(("list --json " + options).split(" "));

    assertThat(run.out().lines().map(line -> line.substring(13, 17)))
        .containsExactly(ids.split(" "));
  }

  @Test
  void shouldTellOneEventToAPerson() {
    CommandRun run = run("show", "IR-1");

    assertThat(run.out())
        .startsWith("A sentence.")
        .contains("recurs       daily 19:00-21:00 local time, number 3 since IR-0")
        .contains("related      AM-1, same time, another country")
        .contains("raw-2, offsets 700 to 1000")
        .contains("How it went")
        .contains("1         2022-09-21 15:45  OPEN      BLACKOUT")
        .contains("2         2022-09-21 17:30  RESOLVED  BLACKOUT")
        .contains("levels  request-volume");
  }

  @Test
  void shouldTellOneEventToAMachine() {
    CommandRun run = run("show", "IR-1", "--json");

    assertThat(run.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"event_id\":"));
  }

  @Test
  void shouldSayThatThereIsNoSuchEvent() {
    CommandRun run = run("show", "IR-9");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err())
        .isEqualTo("signalfall: There is no event IR-9: see signalfall events list.\n");
  }

  @Test
  void shouldSayWhichLineIsNoEvent() throws IOException {
    Files.writeString(file, "{}\n\n{\"revision\":\"one\"}\n");

    CommandRun run = run("list");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err())
        .isEqualTo(
            "signalfall: Line 3 of " + file + " is no event: revision is not a whole number.\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"summary", "json", "cloudevents", "alertmanager"})
  void shouldWriteEveryRevisionInEachFormat(String format) {
    CommandRun run = run("tail", "--format", format);

    assertThat(run.out().lines()).hasSize(4);
  }

  @Test
  void shouldWriteOnlyOutagesInTheCommonOutageDataFormat() {
    CommandRun run = run("tail", "--format", "codf");

    assertThat(run.out().lines()).hasSize(3).allMatch(line -> line.contains("country/IR"));
  }

  @Test
  void shouldWriteOpenAlertsAgainWhenTheirTimeHasCome() {
    OpenAlerts alerts = new OpenAlerts(ONSET);
    alerts.note(event("IR-1", "IR", Category.OUTAGE, Kind.BLACKOUT).build());
    alerts.note(event("IR-2", "IR", Category.OUTAGE, Kind.BLACKOUT).build());
    alerts.note(
        event("IR-2", "IR", Category.OUTAGE, Kind.BLACKOUT)
            .setStatus(EventStatus.RETRACTED)
            .build());

    assertThat(alerts.due(ONSET.plusSeconds(59))).isEmpty();
    assertThat(alerts.due(ONSET.plusSeconds(60)))
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .contains("\"event_id\":\"IR-1\"", "\"endsAt\":\"2022-09-21T15:35:00Z\"")
                    .doesNotContain("IR-2"));
    assertThat(alerts.due(ONSET.plusSeconds(61))).isEmpty();
  }

  private CommandRun run(String... args) {
    String[] all = new String[args.length + 3];
    all[0] = "events";
    System.arraycopy(args, 0, all, 1, args.length);
    all[args.length + 1] = "--file";
    all[args.length + 2] = file.toString();
    return CommandRun.of(all);
  }

  private static ConnectivityEvent.Builder event(
      String id, String country, Category category, Kind kind) {
    return ConnectivityEvent.newBuilder()
        .setEventId(id)
        .setRevision(1)
        .setStatus(EventStatus.OPEN)
        .setCategory(category)
        .setKind(kind)
        .setConfidence(Confidence.SUSPECTED)
        .setScope(Scope.newBuilder().setLevel(ScopeLevel.COUNTRY).setCountry(country).build())
        .setAsOf(ONSET.plusSeconds(900))
        .setOnset(new TimeInterval(ONSET, ONSET.plusSeconds(300)))
        .setSeverity(96)
        .setSummary("A sentence.")
        .setEvidence(
            List.of(
                Evidence.newBuilder()
                    .setFeed("levels")
                    .setSignal("request-volume")
                    .setSamples("120")
                    .build()));
  }
}
