package org.signalfall.standalone.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalfall ingest series}. */
@Command(
    name = "series",
    description = "Sends series files to a given cluster.",
    mixinStandardHelpOptions = true)
final class IngestSeriesCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;
  @Mixin private IngestOptions ingest;
  @Mixin private SeriesOptions seriesOptions;
  @Mixin private ReferenceOption reference;

  @Parameters(
      paramLabel = "F",
      arity = "1..*",
      description = {
        "CSV of time,country,region,asn,service,signal,value, the same as JSON Lines,",
        "or answers of IODA's signals/raw; may be packed; - for standard input."
      })
  private List<Path> files;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ingest.send(InputFiles.series(files, seriesOptions, reference), cluster, spec.commandLine());
    return ExitCode.OK;
  }
}
