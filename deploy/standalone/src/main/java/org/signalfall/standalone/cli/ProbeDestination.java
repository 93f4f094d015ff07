package org.signalfall.standalone.cli;

import java.net.URI;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where measurements go: one of three. */
final class ProbeDestination {

  @ArgGroup(exclusive = false)
  ClusterOptions cluster;

  @ArgGroup(exclusive = false)
  Intake intake;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Append measurements to a file as JSON Lines; - for standard output.")
  String out;

  /** An HTTP intake. */
  static final class Intake {

    @Option(
        names = "--post",
        paramLabel = "URL",
        required = true,
        description = "Post measurements to an HTTP intake.")
    URI url;

    @Option(
        names = "--token",
        paramLabel = "TOKEN",
        description = "Bearer token for it (default: $SIGNALFALL_INTAKE_TOKEN).",
        defaultValue = "${env:SIGNALFALL_INTAKE_TOKEN}")
    String token;
  }
}
