package org.signalfall.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.schema.json.EventJson;
import org.signalfall.standalone.replay.GeneratedInput;
import org.signalfall.standalone.replay.Pipeline;
import org.signalfall.standalone.replay.ReplayResult;
import org.signalfall.standalone.replay.Walk;

class EventsTailIT {

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void shouldPrintEveryRevisionOfARunningPipelineWhenAskedFromTheBeginning()
      throws InterruptedException {
    GeneratedInput.Files files = GeneratedInput.from(GeneratedInput.YEAR_2023).write(folder);
    try (Pipeline pipeline = Walk.pipeline()) {
      ReplayResult replayed = Walk.of(files).through(pipeline);

      CommandRun tail =
          CommandRun.of(
              "events",
              "tail",
              "--json",
              "--from-beginning",
              "--once",
              "--bootstrap-servers",
              pipeline.bootstrapServers(),
              "--schema-registry",
              pipeline.registryUrl());

      List<String> revisions = replayed.revisions().stream().map(EventJson::line).toList();
      assertThat(tail.err()).isEmpty();
      assertThat(tail.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(tail.out().lines()).isNotEmpty().containsExactlyInAnyOrderElementsOf(revisions);
    }
  }
}
