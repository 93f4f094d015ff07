package org.signalfall.evaluate.corpus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signalfall.avro.Origin;
import org.signalfall.evaluate.EvaluationException;
import org.signalfall.evaluate.scenario.Generated;
import org.signalfall.evaluate.scenario.HardCase;
import org.signalfall.evaluate.scenario.HardCases;
import org.signalfall.evaluate.score.Label;
import org.signalfall.evaluate.score.LabelFile;
import org.signalfall.ingest.Source;
import org.signalfall.ingest.ooni.OoniSource;
import org.signalfall.ingest.probes.ProbeLinesSource;
import org.signalfall.ingest.series.SeriesSource;
import org.signalfall.ingest.sort.RecordSorter;
import org.signalfall.schema.reference.ReferenceData;

/**
 * A case that can be walked.
 *
 * @param name its name
 * @param sources its feeds
 * @param labels what is known to have happened
 * @param origin what its records say about why they exist
 */
public record CorpusCase(String name, List<Source> sources, List<Label> labels, Origin origin) {

  public CorpusCase {
    sources = List.copyOf(sources);
    labels = List.copyOf(labels);
  }

  /**
   * Prepares a case of a manifest.
   *
   * @param folder what its paths are relative to
   * @throws EvaluationException if a file, its labels or the scenario isn't there
   */
  public static CorpusCase of(Manifest.Entry entry, Path folder) {
    if (entry.scenario() != null) {
      return scenario(entry);
    }
    List<Source> sources = new ArrayList<>();
    for (String file : entry.series()) {
      sources.add(
          new SeriesSource(
              existing(entry, folder, file),
              entry.absence(),
              ReferenceData::builtIn,
              RecordSorter.DEFAULT_BUDGET_BYTES / entry.series().size()));
    }
    if (!entry.ooni().isEmpty()) {
      sources.add(
          new OoniSource(
              entry.ooni().stream().map(file -> existing(entry, folder, file)).toList()));
    }
    for (String file : entry.probes()) {
      sources.add(
          new ProbeLinesSource(
              existing(entry, folder, file),
              Optional.empty(),
              ReferenceData::builtIn,
              RecordSorter.DEFAULT_BUDGET_BYTES / entry.probes().size()));
    }
    List<Label> labels =
        LabelFile.read(existing(entry, folder, entry.labels())).stream()
            .filter(label -> label.caseName().equals(entry.name()))
            .toList();
    if (labels.isEmpty()) {
      throw new EvaluationException(
          "Case %s has no label in %s.".formatted(entry.name(), entry.labels()));
    }
    return new CorpusCase(entry.name(), sources, labels, Origin.REPLAY);
  }

  private static CorpusCase scenario(Manifest.Entry entry) {
    HardCase hardCase =
        HardCases.named(entry.scenario())
            .orElseThrow(
                () ->
                    new EvaluationException(
                        "Case %s asks for a scenario %s, which there isn't."
                            .formatted(entry.name(), entry.scenario())));
    Generated drawn =
        entry.volume() == null
            ? hardCase.draw(entry.seed())
            : hardCase.draw(entry.seed(), entry.volume());
    return new CorpusCase(entry.name(), drawn.sources(), drawn.labels(), Origin.SYNTHETIC);
  }

  private static Path existing(Manifest.Entry entry, Path folder, String name) {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      throw new EvaluationException(
          "Case %s needs %s, which there isn't.".formatted(entry.name(), file));
    }
    return file;
  }
}
