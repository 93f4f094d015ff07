package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.signalfall.standalone.deadletter.LetterReplay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalfall deadletter replay}: sends dead letters to where they came from. */
@Command(
    name = "replay",
    description = {
      "Sends dead letters to the topic and partition that they came from, with their own bytes, key"
          + " and headers.",
      "Each is sent once, however often this is run. What is late by then may correct an event, but"
          + " opens none."
    },
    mixinStandardHelpOptions = true)
final class DeadLetterReplayCommand implements Runnable {

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;
  @Mixin private LetterFilter filter;

  @Option(names = "--dry-run", description = "Send nothing; say how many it would be.")
  private boolean dryRun;

  @Override
  public void run() {
    LetterReplay replay = new LetterReplay(cluster.client());
    LetterReplay.Outcome outcome = dryRun ? replay.dryRun(filter) : replay.run(filter);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%,d letters %s, %,d had been sent before, %,d can't be sent since they were no record or"
            + " are cut.%n",
        outcome.sent(),
        dryRun ? "would be sent" : "sent",
        outcome.before(),
        outcome.unsendable());
    out.flush();
  }
}
