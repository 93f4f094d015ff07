package org.signalfall.standalone.cli;

import picocli.CommandLine.Command;

/** {@code signalfall deadletter}. */
@Command(
    name = "deadletter",
    description = "Lists what could not be taken, and sends it again.",
    mixinStandardHelpOptions = true,
    subcommands = {DeadLetterListCommand.class, DeadLetterReplayCommand.class},
    synopsisSubcommandLabel = "(list | replay)")
final class DeadLetterCommand {}
