package org.signalfall.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/**
 * Closing takes at most twice the bins of opening after a near-total loss, three times after a
 * partial one: in the mean of several streams, since noise alone may take a bin more in one.
 * Opening is counted from the first bin of the loss, closing from the first bin after it.
 */
class LevelClosingPropertyTest {

  private static final Duration LENGTH = Duration.ofDays(1);
  private static final Duration AFTER = Duration.ofDays(1);
  private static final int STREAMS = 8;

  private final LevelDetector detector = new LevelDetector(LevelRules.defaults());

  @Property(tries = 8)
  void shouldCloseInTwiceTheBinsOfOpeningWhenNearlyAllWasLost(
      @ForAll("cadences") Duration cadence,
      @ForAll @DoubleRange(min = 0, max = 0.1) double left,
      @ForAll @DoubleRange(min = 0.01, max = 0.1) double spread,
      @ForAll @IntRange(min = 26, max = 300) int hours,
      @ForAll long seed) {
    Counts counts = counts(cadence, left, spread, hours, seed);

    assertThat(counts.closing()).isLessThanOrEqualTo(2 * counts.opening());
  }

  @Property(tries = 8)
  void shouldCloseInThreeTimesTheBinsOfOpeningWhenAPartWasLost(
      @ForAll("cadences") Duration cadence,
      @ForAll @DoubleRange(min = 0.1, max = 0.65) double left,
      @ForAll @DoubleRange(min = 0.01, max = 0.05) double spread,
      @ForAll @IntRange(min = 75, max = 300) int hours,
      @ForAll long seed) {
    Counts counts = counts(cadence, left, spread, hours, seed);

    assertThat(counts.closing()).isLessThanOrEqualTo(3 * counts.opening());
  }

  @Provide
  Arbitrary<Duration> cadences() {
    return Arbitraries.of(1, 5, 10, 30, 60, 120).map(Duration::ofMinutes);
  }

  /** Bins until it opened and until it closed, summed over the streams. */
  private record Counts(long opening, long closing) {

    Counts plus(Counts other) {
      return new Counts(opening + other.opening, closing + other.closing);
    }
  }

  private Counts counts(Duration cadence, double left, double spread, int hours, long seed) {
    Counts sum = new Counts(0, 0);
    for (int stream = 0; stream < STREAMS; stream++) {
      sum = sum.plus(countsOfOne(cadence, left, spread, hours, seed + stream));
    }
    return sum;
  }

  private Counts countsOfOne(Duration cadence, double left, double spread, int hours, long seed) {
    Duration from = Duration.ofHours(hours - hours % 2);
    Duration to = from.plus(LENGTH);
    LevelStream stream =
        LevelStream.flat(1_000, cadence, seed)
            .noise(LevelStream.gaussian(spread))
            .losing(from, to, left);

    List<Episode> episodes = Episode.ofLevels(detector, stream.bins(to.plus(AFTER)));

    assertThat(episodes).hasSize(1);
    Episode episode = episodes.get(0);
    assertThat(episode.isOpen()).isFalse();
    return new Counts(
        (episode.openedAt() - LevelStream.EPOCH - from.toMillis()) / cadence.toMillis(),
        (episode.closedAt() - LevelStream.EPOCH - to.toMillis()) / cadence.toMillis());
  }
}
