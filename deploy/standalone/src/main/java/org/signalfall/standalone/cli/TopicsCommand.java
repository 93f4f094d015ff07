package org.signalfall.standalone.cli;

import picocli.CommandLine.Command;

/** {@code signalfall topics}. */
@Command(
    name = "topics",
    description = "Lists the topics, creates them, or compares a cluster with them.",
    mixinStandardHelpOptions = true,
    subcommands = {TopicsListCommand.class, TopicsApplyCommand.class, TopicsDiffCommand.class},
    synopsisSubcommandLabel = "(list | apply | diff)")
final class TopicsCommand {}
