package org.signalfall.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.signalfall.topology.SampleMother.hour;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.Evaluated;
import org.signalfall.avro.ObservabilityEvent;
import org.signalfall.avro.ObservabilityKind;
import org.signalfall.schema.json.CanonicalEvent;

/** A clock that is two hours off makes its own feed blind, and leaves the others as they were. */
class ClockSkewTest {

  private static final String GOOD = "levels";
  private static final String SKEWED = "skewed";
  private static final Duration SKEW = Duration.ofHours(2);
  private static final int KNOWN = 72;
  private static final int STALL_NOTICED = 74;
  private static final int END = 96;

  private final List<ObservabilityEvent> observations = new ArrayList<>();
  private final List<Evaluated> words = new ArrayList<>();

  @Test
  void shouldNotJudgeAFeedWhoseClockIsAheadAndTellTheEventsOfTheOthers() {
    List<String> alone = walk(null);
    List<String> beside = walk(SKEW);

    assertThat(alone).isNotEmpty();
    assertThat(beside).isEqualTo(alone);
    assertThat(observations)
        .filteredOn(one -> one.getFeed().equals(SKEWED))
        .extracting(ObservabilityEvent::getKind)
        .containsOnly(ObservabilityKind.INSTRUMENT_DEFECT, ObservabilityKind.FEED_STALLED);
    assertThat(exceptions()).containsExactly(tuple(SampleMother.SIGNAL, "STALLED"));
  }

  @Test
  void shouldTellOfAClockThatIsAheadOnceAnHour() {
    walk(SKEW);

    assertThat(observations)
        .filteredOn(one -> one.getKind() == ObservabilityKind.INSTRUMENT_DEFECT)
        .hasSize(END - KNOWN)
        .first()
        .extracting(ObservabilityEvent::getObservationId, ObservabilityEvent::getSummary)
        .containsExactly(
            "clock-ahead/skewed/0/" + hour(KNOWN + 1),
            "Feed skewed dates records ahead of their arrival; they are not judged.");
  }

  @Test
  void shouldNotJudgeAFeedWhoseClockIsBehindAndTellTheEventsOfTheOthers() {
    List<String> alone = walk(null);
    List<String> beside = walk(SKEW.negated());

    assertThat(beside).isEqualTo(alone);
    assertThat(observations)
        .filteredOn(one -> one.getFeed().equals(SKEWED))
        .extracting(ObservabilityEvent::getKind)
        .containsOnly(ObservabilityKind.LATE_DATA);
    assertThat(exceptions()).containsExactly(tuple(SampleMother.SIGNAL, "INSUFFICIENT"));
  }

  /**
   * Returns the canonical events of a feed that loses its level for a while.
   *
   * @param skew how far the clock of a second feed is ahead from some hour on; null without one
   */
  private List<String> walk(Duration skew) {
    try (Walk walk = new Walk().withTrafficFeed(GOOD)) {
      if (skew != null) {
        walk.withTrafficFeed(SKEWED);
      }
      for (int hour = 0; hour < END; hour++) {
        walk.appendedAt(hour(hour + 1));
        boolean gone = hour >= 80 && hour < 86;
        walk.sample(GOOD, SampleMother.level(hour(hour)).setValue(gone ? 10 : 1_000).build());
        walk.trafficPromise(GOOD, hour(hour + 1));
        if (skew != null) {
          skewed(walk, hour, hour < KNOWN ? Duration.ZERO : skew);
        }
      }
      walk.trafficEnds(GOOD, hour(END));
      observations.addAll(walk.observability());
      words.addAll(walk.evaluated());
      return walk.events().stream().map(CanonicalEvent::line).toList();
    }
  }

  /**
   * Markers are dated by the clock of who sends them, which is right when the sources' is behind.
   */
  private static void skewed(Walk walk, int hour, Duration skew) {
    walk.sample(
        SKEWED, SampleMother.level(hour(hour).plus(skew)).setCountry("IQ").setAsn(0L).build());
    walk.trafficPromise(SKEWED, skew.isNegative() ? hour(hour + 1) : hour(hour + 1).plus(skew));
    if (hour == STALL_NOTICED && !skew.isNegative()) {
      walk.trafficStalls(SKEWED, hour(KNOWN));
    }
  }

  private List<Tuple> exceptions() {
    return words.stream()
        .filter(word -> word.getFeed().equals(SKEWED) && word.getCountry().equals("IQ"))
        .reduce((before, last) -> last)
        .map(Evaluated::getExceptions)
        .orElse(List.of())
        .stream()
        .map(one -> tuple(one.getSignal(), one.getReason()))
        .toList();
  }
}
