package org.signalfall.ingest.ooni;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Outcome;
import org.signalfall.ingest.SharedData;
import org.signalfall.ingest.input.MalformedRecordException;
import org.signalfall.ingest.input.Plausibility;

/**
 * Holds what is read from recorded measurements against OONI's own verdicts: those that its public
 * database gives, else those of the test itself. Skipped where the recordings are absent.
 */
class OoniAgreementTest {

  /** Every disagreement, and why it stands. */
  private static final Map<String, String> DISAGREEMENTS =
      Map.ofEntries(
          entry(
              "explorer_0120200303c6ba9056fe7973cc6b51d15e2ebe18.json",
              "other content over a consistent DNS: sites differ by country of themselves"),
          entry(
              "explorer_01202003044cadd4e9b30806be0e72a6e05e161a.json",
              "all answers of DNS are in Facebook's own blocks: the test's lookup of owners failed"),
          entry(
              "explorer_20221105223930.168194_JP_whatsapp_e3e891f975f0d5ef.json",
              "over a VPN or filter of the user's own, which answers 0.0.0.0"),
          entry(
              "fastpath_requests_none.json",
              "the control found no address of the site either: it is gone"),
          entry(
              "fastpath_signal_2627.json",
              "the test lacks Signal's new root certificate (ooni/probe 2344)"),
          entry(
              "fastpath_signal_679.json",
              "only a host failed that Signal had given up (ooni/probe 2477)"),
          entry(
              "fastpath_whatsapp.json",
              "WhatsApp Web answered with another status than expected (ooni/ooni.org 1317)"),
          entry(
              "probecli_ghostDNSBlockingWithHTTP.json",
              "the name doesn't exist for the control either: nobody is kept from anything"),
          entry(
              "probecli_ghostDNSBlockingWithHTTPS.json",
              "the name doesn't exist for the control either: nobody is kept from anything"),
          entry(
              "probecli_httpDiffWithConsistentDNS.json",
              "other content over a consistent DNS: sites differ by country of themselves"),
          entry(
              "probecli_redirectWithBrokenLocationForHTTP.json",
              "the site answered, with a redirect to nowhere"));

  private static final Set<String> BLOCKING =
      Set.of("dns", "tcp_ip", "http-failure", "http-diff", "blocked");

  /** What OONI, or this project, concludes from a measurement. */
  private enum Verdict {
    BLOCKED,
    OK,
    NONE,
    NOT_READ
  }

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void shouldAgreeWithOoniWhenNothingSpeaksAgainstItsVerdict() throws IOException {
    Path folder = SharedData.require("ooni/real");

    Map<String, String> disagreements = new TreeMap<>();
    int compared = 0;
    for (Map<String, String> row : manifest(folder.resolve("MANIFEST.csv"))) {
      String file = row.get("file");
      Verdict theirs = theirs(row);
      Verdict ours = ours(folder.resolve(file));
      boolean comparable = theirs != Verdict.NOT_READ && ours != Verdict.NOT_READ;
      boolean agree = (theirs == Verdict.BLOCKED) == (ours == Verdict.BLOCKED);
      compared += comparable ? 1 : 0;
      String why = comparable && !agree ? DISAGREEMENTS.getOrDefault(file, "not known") : "";
      if (!why.isEmpty()) {
        disagreements.put(file, why);
      }
      System.out.printf(Locale.ROOT, "%-95s OONI %-8s here %-8s %s%n", file, theirs, ours, why);
    }
    System.out.printf(
        Locale.ROOT, "agreement: %d of %d%n", compared - disagreements.size(), compared);

    assertThat(compared).isEqualTo(63);
    assertThat(disagreements).containsExactlyInAnyOrderEntriesOf(DISAGREEMENTS);
  }

  private Verdict theirs(Map<String, String> row) throws IOException {
    if (!row.get("explorer").isEmpty()) {
      JsonNode verdict = json.readTree(row.get("explorer"));
      if (verdict.path("anomaly").asBoolean() || verdict.path("confirmed").asBoolean()) {
        return Verdict.BLOCKED;
      }
      return verdict.path("failure").asBoolean() ? Verdict.NONE : Verdict.OK;
    }
    // The test's own words, as a Python mapping.
    JsonNode words =
        json.readTree(
            row.get("blocking")
                .replace('\'', '"')
                .replace("None", "null")
                .replace("True", "true")
                .replace("False", "false"));
    if (words.isEmpty()) {
      return Verdict.NOT_READ;
    }
    List<JsonNode> values = new ArrayList<>();
    words.forEach(values::add);
    if (values.stream().anyMatch(value -> BLOCKING.contains(value.asText()))) {
      return Verdict.BLOCKED;
    }
    return words.path("blocking").isNull() ? Verdict.NONE : Verdict.OK;
  }

  private static Verdict ours(Path file) throws IOException {
    OoniParser parser = new OoniParser(new Plausibility(Clock.systemUTC()), OoniMother.CATALOGUE);
    try {
      Set<Outcome> outcomes =
          parser.parse(Files.readAllBytes(file)).stream()
              .flatMap(measurement -> measurement.getComponents().stream())
              .map(component -> component.getOutcome())
              .collect(Collectors.toSet());
      if (!parser.passedOver().isEmpty()) {
        return Verdict.NOT_READ;
      }
      if (outcomes.contains(Outcome.FAILURE)) {
        return Verdict.BLOCKED;
      }
      return outcomes.contains(Outcome.SUCCESS) ? Verdict.OK : Verdict.NONE;
    } catch (MalformedRecordException e) {
      return Verdict.NOT_READ;
    }
  }

  private static List<Map<String, String>> manifest(Path file) throws IOException {
    CsvMapper csv = new CsvMapper();
    try (MappingIterator<Map<String, String>> rows =
        csv.readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(file.toFile())) {
      return rows.readAll();
    }
  }
}
