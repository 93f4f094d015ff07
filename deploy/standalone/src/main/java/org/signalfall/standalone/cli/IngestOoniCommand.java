package org.signalfall.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.signalfall.ingest.ooni.OoniSource;
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
  @Mixin private CatalogueOption catalogue;

  @Parameters(
      paramLabel = "F",
      arity = "1..*",
      description = {
        "OONI measurements or rows of its API as JSON, may be compressed;",
        "files, folders, or - for standard input."
      })
  private List<Path> paths;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    OoniSource source = InputFiles.ooni(paths, catalogue.load(spec.commandLine().getErr()));
    ingest.send(List.of(source), cluster, spec.commandLine());
    tellPassedOver(source.passedOver(), out);
    return ExitCode.OK;
  }

  private static void tellPassedOver(Map<String, Long> byTest, PrintWriter out) {
    if (!byTest.isEmpty()) {
      String counts =
          byTest.entrySet().stream()
              .map(test -> String.format(Locale.ROOT, "%,d %s", test.getValue(), test.getKey()))
              .collect(Collectors.joining(", "));
      out.println("Passed over, since these tests are not read: " + counts + ".");
      out.flush();
    }
  }
}
