package org.signalfall.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.signalfall.avro.Origin;
import org.signalfall.ingest.bgp.FullFeedRule;
import org.signalfall.ingest.rislive.RisLiveClient;
import org.signalfall.ingest.rislive.RisLiveSettings;
import org.signalfall.ingest.rislive.RisLiveSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalfall ingest ris-live}. */
@Command(
    name = "ris-live",
    description = {
      "Sends what the collectors of RIPE RIS hear to a given cluster:",
      "as it happens with --url or --collector, or from files of such messages."
    },
    mixinStandardHelpOptions = true)
final class IngestRisLiveCommand implements Callable<Integer> {

  private static final Duration FILE_GRACE = Duration.ofMinutes(1);
  private static final Duration LIVE_GRACE = Duration.ofSeconds(30);

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Listen at this WebSocket (default: that of RIPE NCC).")
  private URI url;

  @Option(
      names = "--collector",
      paramLabel = "NAME",
      description = "Listen to this collector, such as rrc00; may be repeated (default: all).")
  private List<String> collectors = List.of();

  @Option(
      names = "--origin",
      paramLabel = "ORIGIN",
      description = "LIVE, REPLAY, SHADOW or SYNTHETIC (default: LIVE; of files REPLAY).")
  private Origin origin;

  @Option(
      names = "--grace",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How late or out of order records may come (default: 30s; of files 1m).")
  private Duration grace;

  @Option(
      names = "--again",
      description = "Send anew what an earlier run of the same files has sent.")
  private boolean again;

  @Parameters(
      paramLabel = "F",
      arity = "0..*",
      description = "Messages, one a line, plain, .gz, .bz2 or .zst; - for standard input.")
  private List<Path> files = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    boolean live = url != null || !collectors.isEmpty();
    if (live != files.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Give either files, or --url or --collector to listen");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (live) {
      RisLiveSettings settings = settings();
      LiveOptions.of(origin == null ? Origin.LIVE : origin, grace == null ? LIVE_GRACE : grace)
          .send(
              new RisLiveClient(settings),
              cluster,
              "Listening to " + settings.url().getHost() + ".",
              out);
    } else {
      InputFiles.requireReadable(files);
      IngestOptions.of(
              origin == null ? Origin.REPLAY : origin, grace == null ? FILE_GRACE : grace, again)
          .send(
              List.of(new RisLiveSource(files, FullFeedRule.DEFAULT)), cluster, spec.commandLine());
    }
    return ExitCode.OK;
  }

  private RisLiveSettings settings() {
    try {
      return RisLiveSettings.of(
          url == null ? RisLiveSettings.PUBLIC_URL : url, collectors, FullFeedRule.DEFAULT);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
