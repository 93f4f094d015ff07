package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.signalfall.avro.Origin;
import org.signalfall.evaluate.corpus.CorpusCase;
import org.signalfall.evaluate.corpus.WalkedCase;
import org.signalfall.evaluate.report.ScoreTable;
import org.signalfall.evaluate.scenario.Generated;
import org.signalfall.evaluate.scenario.HardCase;
import org.signalfall.evaluate.scenario.HardCases;
import org.signalfall.evaluate.score.Score;
import org.signalfall.evaluate.score.ScoreRules;
import org.signalfall.evaluate.score.Scorer;
import org.signalfall.topology.Rulebook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalfall scenario run}: a hard case through the topology. */
@Command(
    name = "run",
    description = {
      "Generates a hard case, walks it through the topology in one thread and without a broker,",
      "and scores what comes out."
    },
    mixinStandardHelpOptions = true)
final class ScenarioRunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "A case that scenario list names.")
  private String name;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "What all noise is drawn from (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--volume",
      paramLabel = "N",
      description = "Samples a bin (default: what scenario list says).")
  private Integer volume;

  @Option(
      names = "--events",
      paramLabel = "OUT.jsonl",
      description = "Write one JSON object per event revision; - for standard output.")
  private String events;

  @Option(
      names = "--plot",
      paramLabel = "DIR",
      description = "Draw the case as an SVG file in this folder.")
  private Path plots;

  @Override
  public Integer call() {
    HardCase hardCase =
        HardCases.named(name)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "There is no scenario " + name + "; see: signalfall scenario list"));
    EventsFile file = EventsFile.of(events);
    CasePlots drawing = CasePlots.into(plots);
    Generated drawn = hardCase.draw(seed, volume == null ? hardCase.volume() : volume);
    WalkedCase walked =
        WalkedCase.of(
            new CorpusCase(name, drawn.sources(), drawn.labels(), Origin.SYNTHETIC),
            Rulebook.defaults());
    drawing.draw(walked);
    PrintWriter stdout = spec.commandLine().getOut();
    file.write(walked.outcome().revisions(), stdout);
    tell(hardCase, walked, file.takesStdout() ? spec.commandLine().getErr() : stdout);
    return ExitCode.OK;
  }

  private static void tell(HardCase hardCase, WalkedCase walked, PrintWriter out) {
    Score score =
        new Scorer(ScoreRules.defaults())
            .score(walked.labels(), walked.alerts(), walked.quietSeriesWeeks());
    Map<String, Score> scores = new LinkedHashMap<>();
    scores.put(hardCase.name(), score);
    out.println("Must come out: " + hardCase.expectation());
    out.printf(
        "%d records, %d event revisions%n",
        walked.outcome().ingested().records(), walked.outcome().revisions().size());
    ScoreTable.lines("scenario", scores).forEach(out::println);
    out.flush();
  }
}
