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

/** {@code signalfall ingest ooni}. */
@Command(
    name = "ooni",
    description = "Sends OONI measurements to a given cluster.",
    mixinStandardHelpOptions = true)
final class IngestOoniCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;
  @Mixin private IngestOptions ingest;

  @Parameters(
      paramLabel = "F",
      arity = "1..*",
      description = "OONI measurements as JSON Lines, may be gzipped.")
  private List<Path> files;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ingest.send(InputFiles.ooni(files), cluster, spec.commandLine().getOut());
    return ExitCode.OK;
  }
}
