package org.signalfall.standalone.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.signalfall.runtime.SignalfallStreams;
import org.signalfall.runtime.StreamsSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalfall stream}: the topology against a given cluster. */
@Command(
    name = "stream",
    description = {
      "Runs the topology against a given cluster until Ctrl-C.",
      "The cluster needs the topics of the catalogue: see topics apply."
    },
    mixinStandardHelpOptions = true)
final class StreamCommand implements Callable<Integer> {

  private static final Duration START = Duration.ofMinutes(2);
  private static final long LOOK_AGAIN_MILLIS = 500;

  @Spec private CommandSpec spec;

  @Mixin private OperationsOptions operations;

  @Option(
      names = "--config",
      paramLabel = "FILE.properties",
      description = "Settings of the topology and of Kafka Streams.")
  private Path config;

  @Option(names = "-D", paramLabel = "KEY=VALUE", description = "One setting; wins over the file.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Override
  public Integer call() throws InterruptedException {
    try (CtrlC ctrlC = new CtrlC();
        SignalfallStreams streams = new SignalfallStreams(new StreamsSettings(settings()));
        OperationsOptions.Serving serving = operations.serve(streams)) {
      tell(serving.sentence());
      streams.start();
      if (streams.awaitRunning(START)) {
        tell("The topology runs; Ctrl-C ends it.");
      }
      while (!ctrlC.awaitAsked(LOOK_AGAIN_MILLIS)) {
        Optional<Throwable> failure = streams.failure();
        if (failure.isPresent()) {
          throw new CliException(
              "The topology failed: " + OneSentence.of(failure.get()), failure.get());
        }
      }
      tell("Closing.");
    }
    return ExitCode.OK;
  }

  private Map<String, Object> settings() {
    Map<String, Object> all = new LinkedHashMap<>();
    if (config != null) {
      all.putAll(PropertiesFile.read(config));
    }
    all.putAll(settings);
    return all;
  }

  private void tell(String sentence) {
    spec.commandLine().getOut().println(sentence);
    spec.commandLine().getOut().flush();
  }
}
