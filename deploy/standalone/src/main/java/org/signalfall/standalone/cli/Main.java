package org.signalfall.standalone.cli;

import org.signalfall.schema.TrustedClasses;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code signalfall} command. */
@Command(
    name = "signalfall",
    description = "Detects Internet outages and service restrictions as they happen.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      DemoCommand.class,
      ReplayCommand.class,
      LiveCommand.class,
      StreamCommand.class,
      IngestCommand.class,
      WatchdogCommand.class,
      ProbeCommand.class,
      EventsCommand.class,
      EvaluateCommand.class,
      ScenarioCommand.class,
      ReferenceCommand.class,
      DeadLetterCommand.class,
      TopicsCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it did what it was asked to",
      "1:it could not; one sentence on standard error says why",
      "2:the command line makes no sense",
      "3:the cluster differs from the topic catalogue (topics apply, topics diff)",
      "4:an event judged once more came out otherwise (replay --event)",
      "5:what an event rests on is no longer kept (replay --event)"
    },
    footer = "%nSet SIGNALFALL_LOG=INFO (or DEBUG) to see what goes on inside.")
public final class Main implements Runnable {

  @Spec private CommandSpec spec;

  /** Runs the command and ends the process with its exit code. */
  public static void main(String... args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    TrustedClasses.register();
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(new UsageSentence())
        .setExecutionExceptionHandler(new OneSentence());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do, such as: signalfall demo");
  }
}
