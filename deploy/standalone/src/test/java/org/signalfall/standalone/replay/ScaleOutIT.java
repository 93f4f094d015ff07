package org.signalfall.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalfall.runtime.SignalfallStreams;
import org.signalfall.runtime.StreamsSettings;

/**
 * Law 5 of the contract on a real cluster: however many instances share the work, over however many
 * partitions, and in whatever order lines come, the canonical events are the same. Instances that
 * come after the first make the cluster rebalance while records flow.
 */
class ScaleOutIT {

  private static final GeneratedInput INPUT = GeneratedInput.from(GeneratedInput.YEAR_2023);

  @TempDir private static Path reference;
  @TempDir private Path folder;

  private static List<String> canonical;

  @BeforeAll
  static void replayOnce() throws InterruptedException {
    canonical = Walk.canonical(Walk.of(INPUT.write(reference)).run(1));
    assertThat(canonical).hasSizeGreaterThan(10);
  }

  @ParameterizedTest(name = "{0} partitions, {1} instances, seed {2}")
  @CsvSource({
    "1, 1, 11",
    "1, 2, 12",
    "1, 3, 13",
    "1, 1, 14",
    "1, 2, 15",
    "1, 3, 16",
    "3, 1, 21",
    "3, 2, 22",
    "3, 3, 23",
    "3, 3, 24",
    "6, 2, 31",
    "6, 3, 32"
  })
  void shouldGiveTheSameEventsHoweverTheWorkIsShared(int partitions, int instances, long seed)
      throws InterruptedException {
    Walk walk = Walk.of(INPUT.shuffled(seed).write(folder));

    List<String> shared = new ArrayList<>();
    try (Pipeline pipeline = Walk.pipeline(partitions);
        Instances others = new Instances(pipeline, instances - 1)) {
      shared.addAll(Walk.canonical(walk.through(pipeline)));
      others.failIfBroken();
    }

    assertThat(shared).isEqualTo(canonical);
  }

  /** Instances of the topology beside the pipeline's own. */
  private final class Instances implements AutoCloseable {

    private final List<SignalfallStreams> running = new ArrayList<>();

    Instances(Pipeline pipeline, int count) {
      for (int i = 0; i < count; i++) {
        Map<String, Object> settings = new HashMap<>(pipeline.client());
        settings.put("signalfall.partitions", pipeline.partitions());
        settings.put("signalfall.tap.signals", false);
        settings.put("num.stream.threads", 1);
        settings.put("state.dir", folder.resolve("streams-" + i).toString());
        SignalfallStreams streams = new SignalfallStreams(new StreamsSettings(settings));
        running.add(streams);
        streams.start();
      }
    }

    void failIfBroken() {
      assertThat(running).allSatisfy(streams -> assertThat(streams.failure()).isEmpty());
    }

    @Override
    public void close() {
      running.forEach(SignalfallStreams::close);
    }
  }
}
