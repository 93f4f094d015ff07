package org.signalfall.evaluate.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.evaluate.EvaluationException;

/** What is scored, as it comes from files. */
class FilesTest {

  private static final String HEADER =
      "case,country,region,asn,service,signal,start,end,kind,basis";
  private static final String OPEN =
      """
      {"event_id":"KE-1","revision":1,"status":"OPEN","as_of":"2023-11-09T10:00:00Z",\
      "detected_at":"2023-11-09T09:55:00Z","scope":{"level":"NETWORK","country":"KE","asn":12455,\
      "service":"telegram"},"networks":[{"asn":12455}],"onset":{"earliest":"2023-11-09T08:00:00Z",\
      "latest":"2023-11-09T08:05:00Z"},"ended":null,"confidence":"SUSPECTED","parent_id":null}""";

  @TempDir private Path folder;

  @Test
  void shouldReadLabelsWithQuotedTextAndOpenEnds() throws IOException {
    Path file =
        labels(
            "a,KE,,12455,telegram,,2023-11-09T00:00:00Z,,restriction,\"said, \"\"so\"\"\"",
            "b,GE,,,youtube,,,,none,control",
            "a,KE,,,,,2023-11-01T00:00:00Z,2023-11-02T00:00:00Z,ignore,");

    assertThat(LabelFile.read(file))
        .containsExactly(
            new Label(
                "a",
                "KE",
                "",
                12455L,
                "telegram",
                Instant.parse("2023-11-09T00:00:00Z"),
                null,
                Label.Kind.EVENT),
            new Label("b", "GE", "", null, "youtube", null, null, Label.Kind.CONTROL),
            new Label(
                "a",
                "KE",
                "",
                null,
                "",
                Instant.parse("2023-11-01T00:00:00Z"),
                Instant.parse("2023-11-02T00:00:00Z"),
                Label.Kind.IGNORE));
  }

  @Test
  void shouldNameTheLineOfALabelThatMakesNoSense() throws IOException {
    assertThatThrownBy(() -> LabelFile.read(labels("a,KE,,,,,,,none,", "a,KE,,,,,yesterday,,x,")))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("labels.csv line 3")
        .hasMessageContaining("yesterday");
    assertThatThrownBy(() -> LabelFile.read(labels("a,,,,,,,,none,")))
        .hasMessageContaining("labels.csv line 2: the label has no country");
    assertThatThrownBy(
            () ->
                LabelFile.read(
                    labels("a,KE,,,,,2023-11-02T00:00:00Z,2023-11-01T00:00:00Z,outage,")))
        .hasMessageContaining("before its start");
  }

  @Test
  void shouldTakeTheLastRevisionButTheFirstDetection() throws IOException {
    String resolved =
        OPEN.replace("OPEN", "RESOLVED")
            .replace("\"ended\":null", "\"ended\":{\"latest\":\"2023-11-24T00:00:00Z\"}")
            .replace("SUSPECTED", "CONFIRMED")
            .replace("2023-11-09T10:00:00Z", "2023-11-24T01:00:00Z")
            .replace("2023-11-09T09:55:00Z", "2023-11-24T00:55:00Z");

    List<Alert> alerts = AlertFile.read(events(OPEN, "", resolved));

    assertThat(alerts).hasSize(1);
    Alert alert = alerts.get(0);
    assertThat(alert.detectedAt()).isEqualTo(millis("2023-11-09T09:55:00Z"));
    assertThat(alert.to()).isEqualTo(millis("2023-11-24T00:00:00Z"));
    assertThat(alert.resolvedAt()).isEqualTo(millis("2023-11-24T01:00:00Z"));
    assertThat(alert.confirmed()).isTrue();
    assertThat(alert.networks()).containsExactly(12455L);
    assertThat(alert.service()).isEqualTo("telegram");
  }

  @Test
  void shouldNotTakeTheFinalRevisionForAnotherResolution() throws IOException {
    String resolved =
        OPEN.replace("OPEN", "RESOLVED").replace("2023-11-09T10:00:00Z", "2023-11-24T01:00:00Z");
    String repeated =
        resolved
            .replace("2023-11-24T01:00:00Z", "2023-11-25T01:00:00Z")
            .replace("\"revision\":1", "\"revision\":3,\"is_final\":true");

    assertThat(AlertFile.read(events(OPEN, resolved, repeated)))
        .extracting(Alert::resolvedAt)
        .containsExactly(millis("2023-11-24T01:00:00Z"));
  }

  @Test
  void shouldRememberThatAnEventWasTakenBack() throws IOException {
    String retracted = OPEN.replace("OPEN", "RETRACTED");

    assertThat(AlertFile.read(events(OPEN, retracted))).allMatch(Alert::retracted);
  }

  @Test
  void shouldNameTheLineOfARevisionThatIsNone() {
    assertThatThrownBy(() -> AlertFile.read(events(OPEN, "{\"event_id\":\"KE-2\"}")))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("events.jsonl line 2: the revision has no status");
    assertThatThrownBy(() -> AlertFile.read(events("no JSON")))
        .hasMessageContaining("events.jsonl line 1");
    assertThatThrownBy(() -> AlertFile.read(folder.resolve("absent.jsonl")))
        .hasMessageContaining("absent.jsonl cannot be read");
  }

  private Path labels(String... rows) throws IOException {
    Path file = folder.resolve("labels.csv");
    return Files.writeString(file, HEADER + "\n" + String.join("\n", rows) + "\n");
  }

  private Path events(String... lines) throws IOException {
    return Files.writeString(folder.resolve("events.jsonl"), String.join("\n", lines) + "\n");
  }

  private static long millis(String time) {
    return Instant.parse(time).toEpochMilli();
  }
}
