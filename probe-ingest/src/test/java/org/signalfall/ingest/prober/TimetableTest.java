package org.signalfall.ingest.prober;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class TimetableTest {

  private static final Duration EVERY = Duration.ofSeconds(60);

  @Property
  void shouldRunOnceAnIntervalShiftedByTheJitterAtMost(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 500) int service,
      @ForAll @DoubleRange(min = 0, max = 0.99) double jitter) {
    List<Long> times = times(new Timetable(EVERY, jitter, seed), service, 10);

    double every = EVERY.toNanos();
    assertThat(times.get(0)).isBetween(1L, 2 * EVERY.toNanos());
    for (int i = 1; i < times.size(); i++) {
      double apart = times.get(i) - times.get(i - 1);
      assertThat(apart).isBetween((1 - jitter) * every - 2, (1 + jitter) * every + 2);
    }
  }

  @Property
  void shouldGiveTheSameTimesForTheSameSeed(@ForAll long seed) {
    assertThat(times(new Timetable(EVERY, 0.3, seed), 3, 5))
        .isEqualTo(times(new Timetable(EVERY, 0.3, seed), 3, 5))
        .isNotEqualTo(times(new Timetable(EVERY, 0.3, seed + 1), 3, 5));
  }

  @Property
  void shouldLeaveOutRunsWhoseTimeHasGoneBy(
      @ForAll long seed, @ForAll @LongRange(min = 0, max = 86_400_000_000_000L) long elapsed) {
    long next = new Timetable(EVERY, 0.5, seed).nextNanos(1, elapsed);

    assertThat(next).isBetween(elapsed + 1, elapsed + 3 * EVERY.toNanos());
  }

  private static List<Long> times(Timetable timetable, int service, int count) {
    List<Long> times = new ArrayList<>();
    long elapsed = 0;
    for (int i = 0; i < count; i++) {
      elapsed = timetable.nextNanos(service, elapsed);
      times.add(elapsed);
    }
    return times;
  }
}
