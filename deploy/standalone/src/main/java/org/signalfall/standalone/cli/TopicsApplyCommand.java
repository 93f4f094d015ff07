package org.signalfall.standalone.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.signalfall.standalone.topics.TopicAdmin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code signalfall topics apply}: creates what is missing, shows the drift that remains. */
@Command(
    name = "apply",
    description = {
      "Creates the topics that a cluster lacks and shows any other drift.",
      "Never changes or deletes a topic that is there."
    },
    mixinStandardHelpOptions = true)
final class TopicsApplyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;
  @Mixin private PartitionsOption partitions;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Admin admin = cluster.admin()) {
      TopicAdmin topics = new TopicAdmin(admin);
      for (String created : topics.createMissing(partitions.catalogue())) {
        out.println(created + "  created");
      }
      return DriftReport.print(topics.diff(partitions.catalogue()), out);
    }
  }
}
