package org.signalfall.standalone.cli;

import picocli.CommandLine.Command;

/** {@code signalfall ingest}. */
@Command(
    name = "ingest",
    description = "Sends files to the raw topics of a given cluster.",
    mixinStandardHelpOptions = true,
    subcommands = {
      IngestSeriesCommand.class,
      IngestOoniCommand.class,
      IngestProbesCommand.class,
      IngestMrtCommand.class
    },
    synopsisSubcommandLabel = "(series | ooni | probes | mrt)")
final class IngestCommand {}
