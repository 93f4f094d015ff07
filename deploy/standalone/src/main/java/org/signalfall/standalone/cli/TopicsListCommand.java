package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import org.signalfall.schema.topic.CleanupPolicy;
import org.signalfall.schema.topic.Topic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code signalfall topics list}: the catalogue, without a cluster. */
@Command(
    name = "list",
    description = "Lists the topic catalogue; needs no cluster.",
    mixinStandardHelpOptions = true)
final class TopicsListCommand implements Runnable {

  private static final String ROW = "%-36s %10s  %-15s %10s  %s%n";

  @Spec private CommandSpec spec;
  @Mixin private PartitionsOption partitions;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(ROW, "TOPIC", "PARTITIONS", "CLEANUP", "RETENTION", "KEY");
    for (Topic topic : partitions.catalogue().topics()) {
      out.printf(
          ROW,
          topic.name(),
          topic.partitions(),
          topic.cleanup().config(),
          retention(topic),
          topic.key() + (topic.restricted() ? " (restricted)" : ""));
    }
    out.flush();
  }

  private static String retention(Topic topic) {
    return topic.cleanup() == CleanupPolicy.COMPACT
        ? "for ever"
        : topic.retention().toDays() + " days";
  }
}
