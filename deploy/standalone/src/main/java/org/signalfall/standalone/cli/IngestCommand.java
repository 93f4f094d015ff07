package org.signalfall.standalone.cli;

import picocli.CommandLine.Command;

/** {@code signalfall ingest}. */
@Command(
    name = "ingest",
    description = "Sends files, or what comes in live, to the raw topics of a given cluster.",
    mixinStandardHelpOptions = true,
    subcommands = {
      IngestSeriesCommand.class,
      IngestOoniCommand.class,
      IngestProbesCommand.class,
      IngestMrtCommand.class,
      IngestHttpCommand.class
    },
    synopsisSubcommandLabel = "(series | ooni | probes | mrt | http)")
final class IngestCommand {}
