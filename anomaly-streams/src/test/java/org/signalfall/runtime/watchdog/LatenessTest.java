package org.signalfall.runtime.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LatenessTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @Property
  void shouldBeExactAtTheEndsAndATenthOffInTheMiddle(
      @ForAll @Size(min = 1, max = 200)
          List<@LongRange(min = 2, max = 100_000_000_000L) Long> all) {
    Lateness lateness = new Lateness();
    all.forEach(ms -> lateness.add(NOON.minusMillis(ms), NOON));
    List<Long> sorted = all.stream().sorted().toList();
    long median = sorted.get((sorted.size() - 1) / 2);

    Lateness.Figures figures = lateness.figures().orElseThrow();

    assertThat(figures.count()).isEqualTo(all.size());
    assertThat(figures.least()).isEqualTo(Duration.ofMillis(sorted.get(0)));
    assertThat(figures.greatest()).isEqualTo(Duration.ofMillis(sorted.get(sorted.size() - 1)));
    assertThat((double) figures.median().toMillis()).isBetween(median * 0.9 - 1, median * 1.1 + 1);
  }

  @Test
  void shouldForgetWhatIsOlderThanTwoWindows() {
    Lateness lateness = new Lateness();
    lateness.add(NOON.minusSeconds(100), NOON);
    Instant next = NOON.plus(Lateness.WINDOW);
    lateness.add(next.minusSeconds(1), next);
    assertThat(lateness.figures().orElseThrow().greatest()).isEqualTo(Duration.ofSeconds(100));

    Instant last = next.plus(Lateness.WINDOW);
    lateness.add(last.minusSeconds(2), last);

    assertThat(lateness.figures().orElseThrow().greatest()).isEqualTo(Duration.ofSeconds(2));
    assertThat(lateness.figures().orElseThrow().count()).isEqualTo(2);
  }

  @Test
  void shouldKnowNothingBeforeAnythingCame() {
    assertThat(new Lateness().figures()).isEmpty();
  }
}
