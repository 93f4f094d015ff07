package org.signalfall.standalone.cli;

import picocli.CommandLine.Command;

/** {@code signalfall ingest}. */
@Command(
    name = "ingest",
    description = "Sends files and live feeds to the raw topics of a given cluster.",
    mixinStandardHelpOptions = true,
    subcommands = {
      IngestSeriesCommand.class,
      IngestOoniCommand.class,
      IngestProbesCommand.class,
      IngestMrtCommand.class,
      IngestHttpCommand.class,
      IngestRisLiveCommand.class,
      IngestBmpCommand.class
    },
    synopsisSubcommandLabel = "(series | ooni | probes | mrt | http | ris-live | bmp)")
final class IngestCommand {}
