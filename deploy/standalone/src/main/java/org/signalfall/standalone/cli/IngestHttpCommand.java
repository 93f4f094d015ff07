package org.signalfall.standalone.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code signalfall ingest http}. */
@Command(
    name = "http",
    description = {
      "Takes measurements of anybody's probes by HTTP, one JSON object a line, until Ctrl-C:",
      "POST /v1/measurements with Content-Type application/x-ndjson.",
      "Without --tokens anybody who reaches the address may send."
    },
    mixinStandardHelpOptions = true)
final class IngestHttpCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;
  @Mixin private LiveOptions live;
  @Mixin private IntakeOptions intake;

  @Override
  public Integer call() throws InterruptedException {
    live.send(
        intake.intake(cluster.clientWithRegistry()),
        cluster,
        intake.listening(),
        spec.commandLine().getOut());
    return ExitCode.OK;
  }
}
