package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.signalfall.avro.Origin;
import org.signalfall.ingest.scenario.Demo;
import org.signalfall.standalone.replay.Pipeline;
import org.signalfall.standalone.replay.ReplayPlan;
import org.signalfall.standalone.replay.ReplayResult;
import org.signalfall.standalone.replay.ReplayRun;
import org.signalfall.standalone.replay.RunView;
import org.signalfall.standalone.view.Views;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalfall demo}: a generated scenario through everything, embedded. */
@Command(
    name = "demo",
    description = {
      "Replays Iran in September 2022, and what happened elsewhere meanwhile, generated from",
      "public facts, in one process."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  private static final String TITLE =
      "Signalfall demo: Iran and elsewhere, September 2022 (generated; every record says SYNTHETIC)";
  private static final Duration GRACE = Duration.ofMinutes(1);
  private static final long LOOK_AGAIN_MILLIS = 500;

  @Spec private CommandSpec spec;
  @Mixin private EmbeddedOptions embedded;

  @Option(names = "--once", description = "End after the replay instead of staying up.")
  private boolean once;

  @Option(
      names = "--events",
      paramLabel = "OUT.jsonl",
      description = "Write one JSON object per event revision; - for standard output.")
  private String events;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "2022",
      description = "What the volumes are drawn from (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws InterruptedException {
    EventsFile file = EventsFile.of(events);
    PrintWriter stdout = spec.commandLine().getOut();
    PrintWriter told = file.takesStdout() ? spec.commandLine().getErr() : stdout;
    try (CtrlC ctrlC = new CtrlC();
        RunView view =
            Views.of(told, file.takesStdout() ? null : System.console(), System.getenv(), TITLE);
        Pipeline pipeline = Pipeline.start(embedded.pipeline(), view::step)) {
      ReplayResult result = new ReplayRun(pipeline, plan(), ctrlC::asked).run(view);
      file.write(result.revisions(), stdout);
      view.close();
      RunSummary.print(result, told);
      if (!once) {
        stayUp(pipeline, ctrlC, told);
      }
    }
    return ExitCode.OK;
  }

  private ReplayPlan plan() {
    return new ReplayPlan(Demo.sources(seed), Origin.SYNTHETIC, GRACE);
  }

  private static void stayUp(Pipeline pipeline, CtrlC ctrlC, PrintWriter out)
      throws InterruptedException {
    InspectionHints.print(pipeline, out);
    while (!ctrlC.awaitAsked(LOOK_AGAIN_MILLIS)) {
      pipeline.failIfBroken();
    }
    out.println("Closing.");
    out.flush();
  }
}
