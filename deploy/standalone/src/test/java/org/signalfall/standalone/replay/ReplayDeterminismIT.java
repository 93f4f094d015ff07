package org.signalfall.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalfall.avro.ConnectivityEvent;
import org.signalfall.avro.EventStatus;

/** Law 5 of the contract: the same records give the same canonical events. */
class ReplayDeterminismIT {

  private static final GeneratedInput INPUT = GeneratedInput.from(GeneratedInput.YEAR_2023);

  @TempDir private static Path reference;
  @TempDir private Path folder;

  private static List<ConnectivityEvent> revisions;
  private static List<String> canonical;

  @BeforeAll
  static void replayOnce() throws InterruptedException {
    ReplayResult result = Walk.of(INPUT.write(reference)).run();
    revisions = result.revisions();
    canonical = Walk.canonical(result);
  }

  @Test
  void shouldOpenAndResolveWhatWasGenerated() {
    for (String country : List.of("XA", "XB", "XC", "XD", "XE")) {
      assertThat(revisions)
          .filteredOn(revision -> revision.getScope().getCountry().equals(country))
          .as("revisions in %s", country)
          .extracting(ConnectivityEvent::getStatus)
          .contains(EventStatus.OPEN, EventStatus.RESOLVED);
    }
  }

  @Test
  void shouldGiveTheSameEventsWhenReplayedAgain() throws InterruptedException {
    assertThat(Walk.canonical(Walk.of(INPUT.write(folder)).run())).isEqualTo(canonical);
  }

  @Test
  void shouldGiveTheSameEventsWhenLinesAreShuffled() throws InterruptedException {
    assertThat(Walk.canonical(Walk.of(INPUT.shuffled(1).write(folder)).run())).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6})
  void shouldGiveTheSameEventsWhenPartitionedDifferently(int partitions)
      throws InterruptedException {
    assertThat(Walk.canonical(Walk.of(INPUT.write(folder)).run(partitions))).isEqualTo(canonical);
  }

  @Test
  void shouldLoseNothingToRetentionWhenTheRecordsAreYearsOld() throws InterruptedException {
    GeneratedInput old = GeneratedInput.from(GeneratedInput.YEAR_2015);

    ReplayResult result = Walk.of(old.write(folder)).run();

    assertThat(result.revisions())
        .extracting(ReplayDeterminismIT::whatHappened)
        .containsExactlyInAnyOrderElementsOf(
            revisions.stream().map(ReplayDeterminismIT::whatHappened).toList());
  }

  private static String whatHappened(ConnectivityEvent revision) {
    return "%s AS%s %s %d %s"
        .formatted(
            revision.getScope().getCountry(),
            revision.getScope().getAsn(),
            revision.getCategory(),
            revision.getRevision(),
            revision.getStatus());
  }
}
