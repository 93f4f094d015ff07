package org.signalfall.evaluate.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalfall.avro.Absence;
import org.signalfall.evaluate.EvaluationException;
import org.signalfall.evaluate.scenario.HardCases;

class ManifestTest {

  @TempDir private Path folder;

  @Test
  void shouldReadRecordedAndGeneratedCases() throws IOException {
    Manifest manifest =
        read(
            """
            cases:
              - name: recorded
                labels: labels.csv
                series: [a.csv, b.csv]
                absence: {replies: ZERO}
              - {name: drawn, scenario: full-block, seed: 3, volume: 20}
            """);

    Manifest.Entry recorded = manifest.cases().get(0);
    assertThat(recorded.series()).containsExactly("a.csv", "b.csv");
    assertThat(recorded.absence()).isEqualTo(Map.of("replies", Absence.ZERO));
    assertThat(recorded.ooni()).isEmpty();
    Manifest.Entry drawn = manifest.cases().get(1);
    assertThat(drawn.scenario()).isEqualTo("full-block");
    assertThat(drawn.seed()).isEqualTo(3);
    assertThat(drawn.volume()).isEqualTo(20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cases: []|there are no cases",
        "cases: [{labels: l.csv}]|a case has no name",
        "cases: [{name: a, labels: l.csv}]|needs labels and a file to read",
        "cases: [{name: a, series: [s.csv]}]|needs labels and a file to read",
        "cases: [{name: a, scenario: friday, labels: l.csv}]|both a scenario and files",
        "cases: [{name: a, scenario: b}, {name: a, scenario: b}]|the same name",
        "cases: [{name: a, scenario: friday, colour: red}]|colour",
        "cases: {|corpus.yaml line 1"
      })
  void shouldSayWhatIsWrongWithAManifest(String text, String reason) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("corpus.yaml")
        .hasMessageContaining(reason);
  }

  @Test
  void shouldNameAFileOrScenarioThatIsNotThere() throws IOException {
    Manifest files = read("cases: [{name: a, labels: l.csv, series: [gone.csv]}]");
    Manifest scenario = read("cases: [{name: a, scenario: gone}]");

    assertThatThrownBy(() -> CorpusCase.of(files.cases().get(0), folder))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("gone.csv");
    assertThatThrownBy(() -> CorpusCase.of(scenario.cases().get(0), folder))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("a scenario gone");
  }

  @Test
  void shouldListEveryScenarioInTheManifestThatShips() {
    assertThat(Manifest.ofScenarios().cases())
        .extracting(Manifest.Entry::scenario)
        .containsExactlyElementsOf(HardCases.all().stream().map(one -> one.name()).toList());
  }

  private Manifest read(String text) throws IOException {
    return Manifest.read(Files.writeString(folder.resolve(Manifest.FILE), text));
  }
}
