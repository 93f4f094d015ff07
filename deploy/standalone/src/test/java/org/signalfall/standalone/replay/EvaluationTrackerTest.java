package org.signalfall.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Evaluated;

class EvaluationTrackerTest {

  private static final Instant EARLY = Instant.parse("2022-09-21T12:00:00Z");
  private static final Instant LATE = Instant.parse("2022-09-21T18:00:00Z");

  private final EvaluationTracker tracker = new EvaluationTracker(Set.of("a", "b"), 2);

  @Test
  void shouldBeFinishedWhenEveryPartitionHasSaidSoForEveryFeed() {
    tracker.accept(finished("a", 0));
    tracker.accept(finished("a", 1));
    tracker.accept(finished("b", 0));

    assertThat(tracker.finished()).isFalse();

    tracker.accept(finished("b", 1));

    assertThat(tracker.finished()).isTrue();
  }

  @Test
  void shouldGiveTheEarliestTimeWhenPartitionsHaveComeDifferentlyFar() {
    tracker.accept(through("a", 0, LATE));
    tracker.accept(through("a", 1, LATE));
    tracker.accept(through("b", 0, LATE));
    tracker.accept(through("b", 1, EARLY));

    assertThat(tracker.through()).contains(EARLY);
  }

  @Test
  void shouldGiveNoTimeWhenAPartitionHasNotSpoken() {
    tracker.accept(through("a", 0, LATE));

    assertThat(tracker.through()).isEmpty();
  }

  @Test
  void shouldKeepWhatItKnewWhenAnOldWordComesAgain() {
    EvaluationTracker one = new EvaluationTracker(Set.of("a"), 1);
    one.accept(finished("a", 0));
    one.accept(through("a", 0, EARLY));

    assertThat(one.finished()).isTrue();
    assertThat(one.through()).contains(LATE);
  }

  @Test
  void shouldWaitOnWhenAWordIsOfOneCountryOrAnotherFeed() {
    EvaluationTracker one = new EvaluationTracker(Set.of("a"), 1);
    one.accept(Evaluated.newBuilder(finished("a", 0)).setPartition(null).setCountry("IR").build());
    one.accept(finished("other", 0));

    assertThat(one.finished()).isFalse();
  }

  private static Evaluated finished(String feed, int partition) {
    return Evaluated.newBuilder(through(feed, partition, LATE)).setFinished(true).build();
  }

  private static Evaluated through(String feed, int partition, Instant through) {
    return Evaluated.newBuilder()
        .setCountry("ZZ")
        .setFeed(feed)
        .setPartition(partition)
        .setThrough(through)
        .build();
  }
}
