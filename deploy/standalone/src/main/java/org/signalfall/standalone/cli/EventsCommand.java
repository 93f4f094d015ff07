package org.signalfall.standalone.cli;

import picocli.CommandLine.Command;

/** {@code signalfall events}. */
@Command(
    name = "events",
    description = "Reads the events of a cluster.",
    mixinStandardHelpOptions = true,
    subcommands = EventsTailCommand.class,
    synopsisSubcommandLabel = "tail")
final class EventsCommand {}
