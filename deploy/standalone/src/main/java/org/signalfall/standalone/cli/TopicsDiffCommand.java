package org.signalfall.standalone.cli;

import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.signalfall.standalone.topics.TopicAdmin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code signalfall topics diff}: shows drift, changes nothing. */
@Command(
    name = "diff",
    description = "Shows how a cluster differs from the catalogue; changes nothing.",
    mixinStandardHelpOptions = true)
final class TopicsDiffCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;
  @Mixin private PartitionsOption partitions;

  @Override
  public Integer call() throws InterruptedException {
    try (Admin admin = cluster.admin()) {
      return DriftReport.print(
          new TopicAdmin(admin).diff(partitions.catalogue()), spec.commandLine().getOut());
    }
  }
}
