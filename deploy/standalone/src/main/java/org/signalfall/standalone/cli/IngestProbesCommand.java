package org.signalfall.standalone.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalfall ingest probes}. */
@Command(
    name = "probes",
    description = "Sends measurements of your own probes to a given cluster.",
    mixinStandardHelpOptions = true)
final class IngestProbesCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;
  @Mixin private IngestOptions ingest;
  @Mixin private ReferenceOption reference;

  @Option(
      names = "--feed",
      paramLabel = "NAME",
      description = "Name of the feed (default: probes: and the name of the file).")
  private String feed;

  @Parameters(
      paramLabel = "F",
      arity = "1..*",
      description = "Measurements as JSON Lines, may be packed; - for standard input.")
  private List<Path> files;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ingest.send(InputFiles.probes(files, feed, reference), cluster, spec.commandLine());
    return ExitCode.OK;
  }
}
