package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.signalfall.evaluate.EventsReport;
import org.signalfall.evaluate.corpus.CorpusCase;
import org.signalfall.evaluate.corpus.CorpusReport;
import org.signalfall.evaluate.corpus.Manifest;
import org.signalfall.evaluate.corpus.WalkedCase;
import org.signalfall.evaluate.quiet.DelayRun;
import org.signalfall.evaluate.quiet.QuietCatalogue;
import org.signalfall.evaluate.quiet.QuietFigure;
import org.signalfall.evaluate.quiet.QuietReport;
import org.signalfall.evaluate.quiet.QuietRun;
import org.signalfall.evaluate.quiet.QuietSeries;
import org.signalfall.evaluate.report.Report;
import org.signalfall.evaluate.score.ScoreRules;
import org.signalfall.evaluate.score.Scorer;
import org.signalfall.topology.Rulebook;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signalfall evaluate}: how good it is. */
@Command(
    name = "evaluate",
    description = {
      "Scores events against labels; or walks a corpus of recorded or generated cases through the",
      "topology, in one thread and without a broker, and scores it beside rules that others",
      "publish, on the same bins; or counts false alarms on series to which nothing happens."
    },
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

  private static final int DELAY_RUNS = 1_000;

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Subject subject;

  /** What is evaluated: exactly one of these. */
  static final class Subject {
    @Option(
        names = "--events",
        paramLabel = "E.jsonl",
        description = "Events as replay --events writes them; needs --labels.")
    private Path events;

    @Option(
        names = "--corpus",
        paramLabel = "DIR",
        description = "A folder of recorded cases, listed in its corpus.yaml.")
    private Path corpus;

    @Option(names = "--scenarios", description = "The hard cases that Signalfall generates.")
    private boolean scenarios;

    @Option(
        names = "--quiet",
        paramLabel = "WEEKS",
        description = "So many series-weeks of every kind of quiet series, such as 500.")
    private Integer quietWeeks;
  }

  @Option(
      names = "--quiet-shape",
      paramLabel = "TEXT",
      defaultValue = "",
      description =
          "Of the quiet series only those whose name contains this, such as \"every 10 min\".")
  private String quietShape;

  @Option(
      names = "--labels",
      paramLabel = "L.csv",
      description =
          "What is known to have happened: case,country,region,asn,service,start,end,kind.")
  private Path labels;

  @Option(
      names = "--case",
      paramLabel = "NAME",
      description = "The case whose labels count, or the only one of the corpus to walk.")
  private String caseName;

  @Option(
      names = "--series-weeks",
      paramLabel = "N",
      defaultValue = "NaN",
      description =
          "Quiet weeks behind the events, summed over series, for a rate of false alerts.")
  private double seriesWeeks;

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description = "The corpus's list of cases (default: corpus.yaml in its folder).")
  private Path manifest;

  @Option(
      names = "--plot",
      paramLabel = "DIR",
      description = "Draw every case of the corpus as an SVG file in this folder.")
  private Path plots;

  @Option(names = "--json", description = "Print JSON instead of tables.")
  private boolean json;

  @Override
  public Integer call() {
    CasePlots drawing = CasePlots.into(plots);
    Report report = report(drawing);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(report.json().toPrettyString());
    } else {
      report.lines().forEach(out::println);
    }
    out.flush();
    return ExitCode.OK;
  }

  private Report report(CasePlots drawing) {
    if (subject.events != null) {
      if (labels == null) {
        throw new ParameterException(spec.commandLine(), "Name the labels too, with --labels");
      }
      return EventsReport.of(subject.events, labels, caseName, ScoreRules.defaults(), seriesWeeks);
    }
    return subject.quietWeeks == null ? corpus(drawing) : quiet(subject.quietWeeks);
  }

  private Report corpus(CasePlots drawing) {
    Path folder = subject.scenarios ? Path.of("") : subject.corpus;
    List<WalkedCase> walked = new ArrayList<>();
    for (Manifest.Entry entry : manifest(folder).cases()) {
      if (caseName == null || caseName.equals(entry.name())) {
        tell("Walking " + entry.name() + ".");
        WalkedCase one = WalkedCase.of(CorpusCase.of(entry, folder), Rulebook.defaults());
        drawing.draw(one);
        walked.add(one);
      }
    }
    if (walked.isEmpty()) {
      throw new CliException("There is no case " + caseName + ".");
    }
    tell("Running the reference rules.");
    return CorpusReport.of(walked, new Scorer(ScoreRules.defaults()));
  }

  private Manifest manifest(Path folder) {
    if (subject.scenarios) {
      return Manifest.ofScenarios();
    }
    Path file = manifest == null ? folder.resolve(Manifest.FILE) : manifest;
    if (!Files.isRegularFile(file)) {
      throw new CliException(
          "There is no " + file + ", which would list the cases; --manifest names another.");
    }
    return Manifest.read(file);
  }

  private Report quiet(int weeks) {
    if (weeks < 1) {
      throw new ParameterException(spec.commandLine(), "There must be at least one week");
    }
    List<QuietFigure> figures = new ArrayList<>();
    for (QuietSeries series : QuietCatalogue.all()) {
      String shape = series.name() + ", every " + series.cadence().toMinutes() + " min";
      if (shape.contains(quietShape)) {
        tell("Running " + shape + ".");
        figures.add(new QuietRun(weeks).of(series));
      }
    }
    if (figures.isEmpty()) {
      throw new CliException("There is no quiet series \"" + quietShape + "\".");
    }
    tell("Measuring delays.");
    return new QuietReport(figures, new DelayRun(DELAY_RUNS).all());
  }

  private void tell(String step) {
    spec.commandLine().getErr().println(step);
    spec.commandLine().getErr().flush();
  }
}
