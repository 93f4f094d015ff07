package org.signalfall.standalone.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.signalfall.ingest.mrt.CollectorName;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalfall ingest mrt}. */
@Command(
    name = "mrt",
    description =
        "Sends the MRT files of one collector to a given cluster, merged by time; or prints them,"
            + " as bgpdump -m does.",
    mixinStandardHelpOptions = true)
final class IngestMrtCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  /** Absent when the records are printed. */
  @ArgGroup(exclusive = false, heading = "Where to send it, unless --dump:%n")
  private ClusterOptions cluster;

  @Mixin private IngestOptions ingest;
  @Mixin private FullFeedOptions fullFeed;

  @Option(
      names = "--dump",
      description = "Print one line per route instead of sending anything; needs no cluster.")
  private boolean dump;

  @Option(
      names = "--collector",
      paramLabel = "NAME",
      description =
          "Whose files they are; the feed is bgp:NAME (default: the innermost folder of the first"
              + " file that is named like rrc00 or route-views.linx, else mrt).")
  private String collector;

  @Parameters(
      paramLabel = "F",
      arity = "1..*",
      description = "MRT files, plain, .gz, .bz2 or .zst; - for standard input.")
  private List<Path> files;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (dump) {
      InputFiles.requireReadable(files);
      new MrtPrinter(spec.commandLine().getErr()).print(files);
      return ExitCode.OK;
    }
    if (cluster == null) {
      throw new ParameterException(
          spec.commandLine(), "Say where to send it with --bootstrap-servers, or give --dump");
    }
    String name = collector == null ? CollectorName.of(files) : collector;
    ingest.send(InputFiles.mrt(files, name, fullFeed.rule()), cluster, spec.commandLine());
    return ExitCode.OK;
  }
}
