package org.signalfall.standalone.cli;

import picocli.CommandLine.Command;

/** {@code signalfall topics}. */
@Command(
    name = "topics",
    description =
        "Lists the topics, creates them, compares a cluster with them, or says who needs which.",
    mixinStandardHelpOptions = true,
    subcommands = {
      TopicsListCommand.class,
      TopicsApplyCommand.class,
      TopicsDiffCommand.class,
      TopicsAclsCommand.class
    },
    synopsisSubcommandLabel = "(list | apply | diff | acls)")
final class TopicsCommand {}
