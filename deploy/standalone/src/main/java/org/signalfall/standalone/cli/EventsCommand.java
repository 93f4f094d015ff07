package org.signalfall.standalone.cli;

import picocli.CommandLine.Command;

/** {@code signalfall events}. */
@Command(
    name = "events",
    description = "Reads the events of a cluster or of a file.",
    mixinStandardHelpOptions = true,
    subcommands = {EventsListCommand.class, EventsShowCommand.class, EventsTailCommand.class},
    synopsisSubcommandLabel = "(list | show | tail)")
final class EventsCommand {}
