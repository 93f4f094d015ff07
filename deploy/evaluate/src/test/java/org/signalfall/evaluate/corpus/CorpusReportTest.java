package org.signalfall.evaluate.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.evaluate.plot.CasePlot;
import org.signalfall.evaluate.score.ScoreRules;
import org.signalfall.evaluate.score.Scorer;
import org.signalfall.topology.Rulebook;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** A small corpus of one generated and one written case, from manifest to tables and pictures. */
class CorpusReportTest {

  @TempDir private static Path folder;

  private static List<WalkedCase> corpus;
  private static CorpusReport report;

  @BeforeAll
  static void walkTheCorpus() throws IOException {
    Files.write(folder.resolve("flat.csv"), SeriesRows.losing(14, 10));
    Files.writeString(
        folder.resolve("labels.csv"),
        """
        case,country,region,asn,service,start,end,kind
        written,XA,,,,2024-01-11T00:00:00Z,2024-01-11T06:00:00Z,outage
        """);
    Path file =
        Files.writeString(
            folder.resolve(Manifest.FILE),
            """
            cases:
              - {name: written, labels: labels.csv, series: [flat.csv]}
              - {name: drawn, scenario: silence-agreed, seed: 1}
            """);
    corpus =
        Manifest.read(file).cases().stream()
            .map(entry -> WalkedCase.of(CorpusCase.of(entry, folder), Rulebook.defaults()))
            .toList();
    report = CorpusReport.of(corpus, new Scorer(ScoreRules.defaults()));
  }

  @Test
  void shouldScoreTheTopologyBesideEachRuleOnTheSameBins() {
    assertThat(report.total().all().found()).isEqualTo(2);
    assertThat(report.total().all().falseAlerts()).isEmpty();
    assertThat(report.published()).hasSize(4).allMatch(rule -> rule.cases().size() == 2);
    assertThat(report.matched()).hasSize(4);
    assertThat(report.published().get(0).cases().get(0).found()).isEqualTo(1);
    assertThat(report.lines())
        .anyMatch(line -> line.startsWith("written"))
        .anyMatch(line -> line.startsWith("drawn"))
        .anyMatch(line -> line.startsWith("IODA warning, false alarms matched"));
  }

  @Test
  void shouldTellTheSameAsJson() {
    JsonNode json = report.json();

    assertThat(json.path("cases")).hasSize(2);
    assertThat(json.path("cases").get(0).path("case").asText()).isEqualTo("written");
    assertThat(json.path("cases").get(0).path("reference")).hasSize(8);
    assertThat(json.path("total").path("all").path("recall").asDouble()).isEqualTo(1);
    assertThat(json.path("total").path("all").path("false_per_quiet_series_week_95")).hasSize(2);
  }

  @Test
  void shouldCountTheWeeksOutsideOfLabels() {
    assertThat(corpus.get(0).quietSeriesWeeks()).isCloseTo(2 - 6 / 168.0, within(0.01));
  }

  @Test
  void shouldDrawAPictureThatABrowserCanRead() throws Exception {
    String svg = CasePlot.svg(corpus.get(1), Rulebook.defaults());

    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(document.getElementsByTagName("path").getLength()).isGreaterThanOrEqualTo(4);
    assertThat(svg).contains("telescope-unique-sources", "UTC", "INSUFFICIENT", "1 event");
  }
}
