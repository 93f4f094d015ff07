package org.signalfall.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.signalfall.topology.MeasurementMother.failure;
import static org.signalfall.topology.MeasurementMother.success;
import static org.signalfall.topology.SampleMother.count;
import static org.signalfall.topology.SampleMother.hour;
import static org.signalfall.topology.SampleMother.level;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.schema.json.CanonicalEvent;

/** Series that nobody speaks of any more: unknown at first, and much later forgotten. */
class SeriesRetirementTest {

  private static final String LEVELS = "levels";
  private static final String PROBES = "probes";
  private static final Duration TTL = Duration.ofDays(10);
  private static final int KNOWN = 72;

  private final Walk walk =
      new Walk(Rulebook.defaults().withSeriesTtl(TTL))
          .withTrafficFeed(LEVELS)
          .withProbeFeed(PROBES);

  @AfterEach
  void close() {
    walk.close();
  }

  @Test
  void shouldRememberALevelUntilItHasBeenIdleForItsTimeToLive() {
    levels(0, KNOWN);
    Instant lastSlotEnds = hour(KNOWN - 1).plusSeconds(60);
    walk.trafficPromise(LEVELS, lastSlotEnds.plus(TTL).minusMillis(1));

    assertThat(walk.storedSeries(NodeNames.TRAFFIC_SERIES)).isEqualTo(1);
    walk.trafficPromise(LEVELS, lastSlotEnds.plus(TTL));

    assertThat(walk.storedSeries(NodeNames.TRAFFIC_SERIES)).isZero();
    assertThat(walk.storedSeries(NodeNames.TRAFFIC_DUES)).isZero();
    assertThat(walk.storedSeries(NodeNames.TRAFFIC_RECENT)).isZero();
    assertThat(walk.events()).isEmpty();
  }

  @Test
  void shouldLearnALevelAnewThatComesBackAfterItHasRetired() {
    levels(0, KNOWN);
    int later = KNOWN + (int) TTL.toHours() + 1;
    levels(later, later + 3);

    walk.trafficEnds(LEVELS, hour(later + 3));

    assertThat(walk.verdicts())
        .last()
        .satisfies(verdict -> assertThat(verdict.getAfter()).isEqualTo(SeriesState.INSUFFICIENT));
    assertThat(walk.storedSeries(NodeNames.TRAFFIC_SERIES)).isEqualTo(1);
  }

  @Test
  void shouldRetireALevelWhoseCadenceWasNeverLearnt() {
    walk.sample(LEVELS, level(hour(0)).setCadenceMs(null).build());

    walk.trafficPromise(LEVELS, hour(1).plus(TTL));

    assertThat(walk.storedSeries(NodeNames.TRAFFIC_SERIES)).isZero();
  }

  @Test
  void shouldKeepACountThatIsSeenToBeZeroForAsLongAsItsOutageLasts() {
    for (int hour = 0; hour < KNOWN; hour++) {
      walk.sample(LEVELS, count(hour(hour)).build());
    }

    walk.trafficPromise(LEVELS, hour(KNOWN).plus(TTL.multipliedBy(2)));
    walk.finish();

    assertThat(walk.storedSeries(NodeNames.TRAFFIC_SERIES)).isEqualTo(1);
  }

  @Test
  void shouldCountAProbeSeriesAsUnknownThatHasHadNoSampleForLong() {
    probes(0, KNOWN);
    Duration lapse = Duration.ofDays(2);
    walk.probePromise(PROBES, hour(KNOWN).plus(lapse).minus(Duration.ofHours(2)));
    walk.verdicts();

    walk.probePromise(PROBES, hour(KNOWN).plus(lapse));

    assertThat(walk.verdicts())
        .extracting(SeriesVerdict::getBefore, SeriesVerdict::getAfter)
        .containsExactly(tuple(SeriesState.NORMAL, SeriesState.INSUFFICIENT));
    assertThat(walk.storedSeries(NodeNames.PROBE_SERIES)).isEqualTo(1);
  }

  @Test
  void shouldForgetAProbeSeriesThatHasHadNoSampleForItsTimeToLive() {
    probes(0, KNOWN);

    walk.probePromise(PROBES, hour(KNOWN).plus(TTL));

    assertThat(walk.storedSeries(NodeNames.PROBE_SERIES)).isZero();
    assertThat(walk.storedSeries(NodeNames.PROBE_PLACES)).isZero();
    assertThat(walk.storedSeries(NodeNames.PROBE_DUES)).isZero();
  }

  @Test
  void shouldKeepAPlaceThatIsStillMeasuredBeyondItsTimeToLive() {
    probes(0, KNOWN);
    Duration pause = TTL.minus(Duration.ofHours(1));
    walk.measurement(PROBES, success("telegram", hour(KNOWN).plus(pause), 1).build());

    walk.probePromise(PROBES, hour(KNOWN).plus(TTL).plus(Duration.ofDays(1)));
    assertThat(walk.storedSeries(NodeNames.PROBE_PLACES)).isEqualTo(1);
    walk.probePromise(PROBES, hour(KNOWN).plus(pause).plus(TTL).plus(Duration.ofHours(1)));

    assertThat(walk.storedSeries(NodeNames.PROBE_PLACES)).isZero();
    assertThat(walk.storedSeries(NodeNames.PROBE_DUES)).isZero();
  }

  @Test
  void shouldKeepABlockedProbeSeriesUntilItsEventHasEndedUnobserved() {
    probes(0, KNOWN);
    for (int hour = KNOWN; hour < KNOWN + 48; hour++) {
      walk.measurement(PROBES, failure("telegram", hour(hour), hour % 5).build());
    }
    walk.probePromise(PROBES, hour(KNOWN + 48).plus(TTL));
    assertThat(walk.storedSeries(NodeNames.PROBE_SERIES)).isEqualTo(1);
    assertThat(walk.storedSeries(NodeNames.PROBE_RECENT)).isPositive();

    walk.probePromise(PROBES, hour(KNOWN + 48).plus(TTL).plus(Duration.ofDays(30)));

    assertThat(walk.storedSeries(NodeNames.PROBE_SERIES)).isZero();
    assertThat(walk.storedSeries(NodeNames.PROBE_RECENT)).isZero();
  }

  @Test
  void shouldRetireAtTheSameTimeWhateverTheStepOfTheMarker() {
    List<String> coarse = eventsWithMarkersEvery(24 * 30);
    List<String> fine = eventsWithMarkersEvery(5);

    assertThat(coarse).isNotEmpty();
    assertThat(fine).isEqualTo(coarse);
  }

  private static List<String> eventsWithMarkersEvery(int hours) {
    try (Walk walk = new Walk(Rulebook.defaults().withSeriesTtl(TTL)).withTrafficFeed(LEVELS)) {
      int gap = (int) TTL.toHours() + 7;
      for (int hour = 0; hour < 3 * (KNOWN + 10) + gap; hour++) {
        boolean idle = hour >= KNOWN + 10 && hour < KNOWN + 10 + gap;
        boolean lost = Math.floorMod(hour - gap, KNOWN + 10) >= KNOWN && hour > gap;
        if (!idle) {
          walk.sample(LEVELS, level(hour(hour)).setValue(lost ? 10 : 1_000).build());
        }
        if (hour % hours == 0) {
          walk.trafficPromise(LEVELS, hour(hour));
        }
      }
      walk.trafficEnds(LEVELS, hour(3 * (KNOWN + 10) + gap));
      return walk.events().stream().map(CanonicalEvent::line).toList();
    }
  }

  private void levels(int from, int to) {
    for (int hour = from; hour < to; hour++) {
      walk.sample(LEVELS, level(hour(hour)).build());
    }
  }

  private void probes(int from, int to) {
    for (int hour = from; hour < to; hour++) {
      walk.measurement(PROBES, success("telegram", hour(hour), hour % 5).build());
    }
  }
}
