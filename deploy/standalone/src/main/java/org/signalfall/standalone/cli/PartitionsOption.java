package org.signalfall.standalone.cli;

import org.signalfall.schema.topic.TopicCatalogue;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How many partitions the partitioned topics have. */
final class PartitionsOption {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  private Integer partitions;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of every partitioned topic (default: 6 on a cluster, 3 embedded).")
  void set(int value) {
    if (value < 1) {
      throw new ParameterException(
          command.commandLine(), "--partitions needs at least 1, not " + value);
    }
    partitions = value;
  }

  int countOr(int unlessGiven) {
    return partitions == null ? unlessGiven : partitions;
  }

  TopicCatalogue catalogue() {
    return new TopicCatalogue(countOr(TopicCatalogue.DEFAULT_PARTITIONS));
  }
}
