package org.signalfall.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.signalfall.ingest.prober.IntakeClient;
import org.signalfall.ingest.prober.PlanReader;
import org.signalfall.ingest.prober.ProbePlan;
import org.signalfall.ingest.prober.Prober;
import org.signalfall.ingest.prober.ProberSettings;
import org.signalfall.ingest.prober.ProberSource;
import org.signalfall.ingest.prober.Vantage;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalfall probe}. */
@Command(
    name = "probe",
    description = {
      "Probes services from here until Ctrl-C, and says at which layer they can't be reached.",
      "Measurements go to a cluster, to an HTTP intake, or to a file as JSON Lines."
    },
    mixinStandardHelpOptions = true)
final class ProbeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--plan",
      paramLabel = "PLAN.json",
      required = true,
      description = "What to probe, and the controls.")
  private Path plan;

  @Option(names = "--once", description = "Probe each service once, and end; with --out or --post.")
  private boolean once;

  @Option(
      names = "--feed",
      paramLabel = "NAME",
      description = "Name of the feed on a cluster (default: prober:VANTAGE).")
  private String feed;

  @Mixin private VantageOptions vantage;
  @Mixin private ProberOptions how;
  @Mixin private LiveOptions live;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private ProbeDestination destination;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Vantage here = vantage.vantage();
    ProberSettings settings = how.settings();
    if (destination.cluster != null) {
      requireInTime(settings);
    }
    try (Prober prober = new Prober(plan(), here, settings)) {
      if (destination.cluster != null) {
        String name = feed == null ? "prober:" + here.name() : feed;
        live.send(new ProberSource(name, prober), destination.cluster, "Probing.", out());
      } else if (destination.intake != null) {
        post(prober, destination.intake);
      } else {
        write(prober, destination.out);
      }
    }
    return ExitCode.OK;
  }

  /** A measurement bears the time of its begin, and is to come before the marker that passes it. */
  private void requireInTime(ProberSettings settings) {
    if (once) {
      throw new CliException("A cluster is probed for until Ctrl-C: leave --once out.");
    }
    Duration longest = settings.timeout().multipliedBy(ProberSettings.LONGEST_RUN_TIMEOUTS);
    if (longest.compareTo(live.grace()) >= 0) {
      throw new CliException(
          "A probe may take "
              + longest.toMillis()
              + " ms: give a longer --grace or a shorter --timeout.");
    }
  }

  private ProbePlan plan() {
    try {
      return PlanReader.read(plan);
    } catch (IOException e) {
      throw new CliException(OneSentence.ended("The plan cannot be used: " + e.getMessage()), e);
    }
  }

  private void write(Prober prober, String file) throws IOException, InterruptedException {
    try (CtrlC ctrlC = new CtrlC();
        MeasurementLines lines = new MeasurementLines(file, out())) {
      new ProbeRun(prober, ctrlC, once).into(lines);
    }
  }

  private void post(Prober prober, ProbeDestination.Intake intake) throws InterruptedException {
    Optional<String> token = Optional.ofNullable(intake.token).filter(given -> !given.isBlank());
    try (CtrlC ctrlC = new CtrlC();
        IntakeClient client = new IntakeClient(intake.url, token)) {
      new ProbeRun(prober, ctrlC, once).into(client);
      client.flush();
    } catch (IllegalArgumentException e) {
      throw new CliException("Measurements cannot be posted to " + intake.url + ".", e);
    } catch (IOException e) {
      throw new CliException(OneSentence.ended(e.getMessage()), e);
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
