package org.signalfall.standalone.cli;

import picocli.CommandLine.Command;

/** {@code signalfall scenario}. */
@Command(
    name = "scenario",
    description = "Generates the cases that detection finds hard.",
    mixinStandardHelpOptions = true,
    subcommands = {ScenarioListCommand.class, ScenarioRunCommand.class},
    synopsisSubcommandLabel = "(list | run)")
final class ScenarioCommand {}
