package org.signalfall.ingest.rislive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @Property
  void shouldStayWithinTheUpperHalfOfABoundThatDoubles(
      @ForAll long seed, @ForAll @IntRange(max = 40) int tries) {
    Backoff backoff = new Backoff(FIRST, LONGEST, new Random(seed));

    for (int i = 0; i < tries; i++) {
      long bound = Math.min(60_000, 1_000L << Math.min(i, 20));
      assertThat(backoff.nextMs()).isBetween(bound / 2, bound);
    }
  }

  @Test
  void shouldBeginAnewAfterATryThatSucceeded() {
    Backoff backoff = new Backoff(FIRST, LONGEST, () -> 0L);
    for (int i = 0; i < 10; i++) {
      long unused = backoff.nextMs();
    }

    backoff.reset();

    assertThat(backoff.nextMs()).isEqualTo(1_000);
    assertThat(backoff.nextMs()).isEqualTo(2_000);
  }
}
