package org.signalfall.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalfall.avro.Origin;
import org.signalfall.evaluate.walk.TopologyWalk;
import org.signalfall.evaluate.walk.WalkOutcome;
import org.signalfall.ingest.ooni.OoniSource;
import org.signalfall.schema.json.CanonicalEvent;
import org.signalfall.topology.Rulebook;

/** What {@code evaluate} scores is what a replay through real Kafka says. */
class InProcessWalkIT {

  @TempDir private Path folder;

  @Test
  void shouldGiveTheEventsOfAReplayWithoutABroker() throws InterruptedException {
    GeneratedInput.Files files = GeneratedInput.from(GeneratedInput.YEAR_2023).write(folder);

    WalkOutcome inProcess =
        TopologyWalk.of(
            List.of(Walk.series(files.series()), new OoniSource(List.of(files.ooni()))),
            Rulebook.defaults(),
            Origin.REPLAY);
    ReplayResult replayed = Walk.of(files).run(3);

    assertThat(inProcess.revisions().stream().map(CanonicalEvent::line).toList())
        .isNotEmpty()
        .isEqualTo(Walk.canonical(replayed));
  }
}
