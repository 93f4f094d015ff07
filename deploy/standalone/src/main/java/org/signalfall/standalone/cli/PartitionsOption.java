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

  private int partitions = TopicCatalogue.DEFAULT_PARTITIONS;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of every partitioned topic (default: 6).")
  void set(int value) {
    if (value < 1) {
      throw new ParameterException(
          command.commandLine(), "--partitions needs at least 1, not " + value);
    }
    partitions = value;
  }

  int count() {
    return partitions;
  }

  TopicCatalogue catalogue() {
    return new TopicCatalogue(partitions);
  }
}
