package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.signalfall.avro.Origin;
import org.signalfall.ingest.Source;
import org.signalfall.standalone.replay.Pipeline;
import org.signalfall.standalone.replay.ReplayPlan;
import org.signalfall.standalone.replay.ReplayResult;
import org.signalfall.standalone.replay.ReplayRun;
import org.signalfall.standalone.replay.RunView;
import org.signalfall.standalone.view.Views;
import org.signalfall.topology.Rulebook;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signalfall replay}: real files through everything, embedded; or one event once more. */
@Command(
    name = "replay",
    description = {
      "Replays files, any number and mix, in one process.",
      "A line that cannot be read is reported and does not stop the rest.",
      "With --event, judges one event of a running cluster once more instead."
    },
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private EmbeddedOptions embedded;
  @Mixin private SeriesOptions seriesOptions;
  @Mixin private ReferenceOption reference;
  @Mixin private CatalogueOption catalogue;
  @Mixin private FullFeedOptions fullFeed;

  @Option(
      names = "--series",
      paramLabel = "F",
      description = "CSV of time,country,region,asn,service,signal,value, JSON Lines, or IODA.")
  private List<Path> series = new ArrayList<>();

  @Option(
      names = "--ooni",
      paramLabel = "F",
      description = "OONI measurements as JSON: a file, a folder, or - for standard input.")
  private List<Path> ooni = new ArrayList<>();

  @Option(
      names = "--probes",
      paramLabel = "F",
      description = "Measurements of your own probes as JSON Lines, may be packed.")
  private List<Path> probes = new ArrayList<>();

  @Option(
      names = "--mrt",
      paramLabel = "F",
      description = {
        "BGP table dumps and updates as MRT, may be packed. A collector's files are one feed,",
        "named after their innermost folder that is named like rrc00 or route-views.linx."
      })
  private List<Path> mrt = new ArrayList<>();

  @Option(
      names = "--grace",
      paramLabel = "DURATION",
      defaultValue = "1m",
      converter = DurationConverter.class,
      description = "How far out of order records may come (default: ${DEFAULT-VALUE}).")
  private Duration grace;

  @Option(
      names = "--events",
      paramLabel = "OUT.jsonl",
      description = "Write one JSON object per event revision; - for standard output.")
  private String events;

  @ArgGroup(exclusive = false)
  private RecordedEvent recorded;

  @Override
  public Integer call() throws InterruptedException {
    if (recorded != null) {
      return judgeOnceMore();
    }
    if (series.isEmpty() && ooni.isEmpty() && probes.isEmpty() && mrt.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Name a file to replay, with --series, --ooni, --probes or --mrt");
    }
    EventsFile file = EventsFile.of(events);
    List<Source> sources = new ArrayList<>(InputFiles.series(series, seriesOptions, reference));
    if (!ooni.isEmpty()) {
      sources.add(InputFiles.ooni(ooni, catalogue.load(spec.commandLine().getErr())));
    }
    sources.addAll(InputFiles.probes(probes, null, reference));
    sources.addAll(InputFiles.mrt(mrt, fullFeed.rule()));
    PrintWriter stdout = spec.commandLine().getOut();
    PrintWriter told = file.takesStdout() ? spec.commandLine().getErr() : stdout;
    try (CtrlC ctrlC = new CtrlC();
        RunView view =
            Views.of(told, file.takesStdout() ? null : System.console(), System.getenv(), title());
        Pipeline pipeline = Pipeline.start(embedded.pipeline(), view::step)) {
      ReplayPlan plan = new ReplayPlan(sources, Origin.REPLAY, grace);
      ReplayResult result = new ReplayRun(pipeline, plan, ctrlC::asked).run(view);
      view.close();
      RunSummary.print(result, told);
      if (result.ingested().records() == 0) {
        throw new CliException("There was nothing readable in " + names() + ".");
      }
      file.write(result.revisions(), stdout);
    }
    return ExitCode.OK;
  }

  private int judgeOnceMore() {
    if (!names().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "An event is judged from what its cluster keeps: name no file");
    }
    Rulebook rules = Rulebook.defaults().with(reference.read());
    return recorded.judge(rules, spec.commandLine().getOut());
  }

  private String title() {
    return "Signalfall replay of " + names();
  }

  private String names() {
    List<String> names = new ArrayList<>();
    series.forEach(file -> names.add(file.toString()));
    ooni.forEach(file -> names.add(file.toString()));
    probes.forEach(file -> names.add(file.toString()));
    mrt.forEach(file -> names.add(file.toString()));
    return String.join(", ", names);
  }
}
