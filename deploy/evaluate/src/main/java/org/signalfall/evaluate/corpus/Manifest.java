package org.signalfall.evaluate.corpus;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.signalfall.avro.Absence;
import org.signalfall.evaluate.EvaluationException;

/**
 * What cases a corpus has: YAML, paths relative to the folder of the corpus.
 *
 * <pre>
 * cases:
 *   - name: a-recorded-case          # as the labels call it
 *     labels: labels/labels.csv
 *     series: [series/one.csv]       # any of series, ooni, probes
 *     ooni: [ooni/one.jsonl.gz]
 *     absence: {some-signal: ZERO}   # what an empty bin means, MISSING unless known
 *   - name: a-generated-case
 *     scenario: full-block
 *     seed: 1
 *     volume: 5                      # the scenario's own unless given
 * </pre>
 *
 * @param cases the cases, each with a name of its own
 */
public record Manifest(@JsonProperty("cases") List<Entry> cases) {

  /** Name of the manifest in the folder of a corpus. */
  public static final String FILE = "corpus.yaml";

  private static final String SCENARIOS = "scenarios.yaml";
  private static final YAMLMapper YAML = mapper();

  /**
   * One case.
   *
   * @param name its name
   * @param labels file of labels; none for a scenario, which has its own
   * @param series series files
   * @param ooni files or folders of OONI measurements
   * @param probes files of generic probes
   * @param absence what an empty bin of a signal means
   * @param scenario a hard case to generate instead of reading files
   * @param seed what it is drawn from
   * @param volume samples a bin; null for its own
   */
  public record Entry(
      @JsonProperty("name") String name,
      @JsonProperty("labels") String labels,
      @JsonProperty("series") List<String> series,
      @JsonProperty("ooni") List<String> ooni,
      @JsonProperty("probes") List<String> probes,
      @JsonProperty("absence") Map<String, Absence> absence,
      @JsonProperty("scenario") String scenario,
      @JsonProperty("seed") long seed,
      @JsonProperty("volume") Integer volume) {

    public Entry {
      series = series == null ? List.of() : List.copyOf(series);
      ooni = ooni == null ? List.of() : List.copyOf(ooni);
      probes = probes == null ? List.of() : List.copyOf(probes);
      absence = absence == null ? Map.of() : Map.copyOf(absence);
      if (name == null || name.isBlank()) {
        throw new IllegalArgumentException("a case has no name");
      }
      boolean files = !series.isEmpty() || !ooni.isEmpty() || !probes.isEmpty();
      if (scenario == null && (!files || labels == null)) {
        throw new IllegalArgumentException(
            "case " + name + " needs labels and a file to read, or a scenario");
      }
      if (scenario != null && (files || labels != null)) {
        throw new IllegalArgumentException("case " + name + " has both a scenario and files");
      }
    }
  }

  public Manifest {
    cases = cases == null ? List.of() : List.copyOf(cases);
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("there are no cases");
    }
    if (cases.stream().map(Entry::name).distinct().count() < cases.size()) {
      throw new IllegalArgumentException("two cases have the same name");
    }
  }

  /**
   * Reads a manifest.
   *
   * @throws EvaluationException naming file and reason
   */
  public static Manifest read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    } catch (IOException e) {
      throw new EvaluationException("The manifest " + file + " cannot be read.", e);
    }
  }

  /** Returns the manifest of the scenarios that come with Signalfall. */
  public static Manifest ofScenarios() {
    try (InputStream in = Manifest.class.getResourceAsStream(SCENARIOS)) {
      return read(in, SCENARIOS);
    } catch (IOException e) {
      throw new EvaluationException("The manifest of the scenarios cannot be read.", e);
    }
  }

  private static Manifest read(InputStream in, String place) throws IOException {
    try {
      return YAML.readValue(in, Manifest.class);
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
      throw new EvaluationException(place + where + ": " + e.getOriginalMessage(), e);
    }
  }

  private static YAMLMapper mapper() {
    YAMLMapper mapper = new YAMLMapper();
    mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    return mapper;
  }
}
