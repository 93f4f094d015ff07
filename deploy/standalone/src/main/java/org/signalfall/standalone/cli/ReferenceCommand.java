package org.signalfall.standalone.cli;

import picocli.CommandLine.Command;

/** {@code signalfall reference}. */
@Command(
    name = "reference",
    description = "Makes, shows and asks the reference data: which network and prefix is where.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ReferenceImportCommand.class,
      ReferenceShowCommand.class,
      ReferenceLookupCommand.class
    },
    synopsisSubcommandLabel = "(import | show | lookup)")
final class ReferenceCommand {}
