package org.signalfall.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.ingest.LiveIngestion;
import org.signalfall.runtime.watchdog.Watchdog;
import org.signalfall.schema.json.EventJson;
import org.signalfall.schema.topic.TopicCatalogue;
import org.signalfall.standalone.replay.Pipeline;
import org.signalfall.standalone.view.EventLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalfall live}: everything in one process, fed as things happen. */
@Command(
    name = "live",
    description = {
      "Runs Kafka, a schema registry, the topology, an HTTP intake and the watchdog in one process",
      "until Ctrl-C, and prints events as they come. Probes post to the intake; any other source",
      "is an ingest command at the addresses that are printed."
    },
    mixinStandardHelpOptions = true)
final class LiveCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private EmbeddedOptions embedded;
  @Mixin private LiveOptions live;
  @Mixin private IntakeOptions intake;
  @Mixin private OperationsOptions operations;

  @Option(
      names = "--stall-after",
      paramLabel = "DURATION",
      defaultValue = "10m",
      converter = DurationConverter.class,
      description = "How long a feed may promise nothing (default: ${DEFAULT-VALUE}).")
  private Duration stallAfter;

  @Option(names = "--json", description = "One JSON object per line and revision, all fields.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    try (CtrlC ctrlC = new CtrlC();
        Pipeline pipeline = Pipeline.start(embedded.pipeline(), this::tell);
        OperationsOptions.Serving serving = operations.serve(pipeline.streams());
        LiveIngestion ingestion =
            new LiveIngestion(
                live.config(pipeline.client(), pipeline.partitions()),
                intake.intake(pipeline.client()));
        Watchdog watchdog = new Watchdog(pipeline.client(), stallAfter);
        EventTopic events = new EventTopic(pipeline.client(), TopicCatalogue.EVENTS)) {
      watchdog.learn();
      tellWhere(pipeline);
      tell(serving.sentence());
      tell("Ctrl-C ends it.");
      UntilCtrlC.run(
          List.of(ingestion::run, watchdog::run),
          ctrlC,
          () -> {
            events.poll(this::print);
            pipeline.failIfBroken();
          });
      tell("Closing.");
    } catch (ExecutionException e) {
      throw new CliException(sentence(e.getCause()), e.getCause());
    }
    return ExitCode.OK;
  }

  /** An ingestion tells in a sentence of its own what has failed. */
  private static String sentence(Throwable failure) {
    return failure instanceof IOException
        ? OneSentence.ended(failure.getMessage())
        : OneSentence.of(failure);
  }

  private void tellWhere(Pipeline pipeline) {
    tell(intake.listening());
    tell("  deploy/signalfall probe --plan PLAN.json --vantage NAME --country CC --asn N");
    tell("      --post " + intake.url());
    tell(
        "Other sources: deploy/signalfall ingest ... --bootstrap-servers "
            + pipeline.bootstrapServers()
            + " --schema-registry "
            + pipeline.registryUrl());
  }

  private void print(ConnectivityEvent revision) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? EventJson.line(revision) : EventLine.of(revision));
    out.flush();
  }

  /** What isn't an event goes where a program that reads events doesn't look. */
  private void tell(String sentence) {
    PrintWriter out = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    out.println(sentence);
    out.flush();
  }
}
