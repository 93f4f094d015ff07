package org.signalfall.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ContributorsTest {

  @Property(tries = 200)
  void shouldLoseNoSampleHoweverManyContribute(
      @ForAll @IntRange(min = 1, max = 500) int bins, @ForAll Random random) {
    Contributors contributors = new Contributors();
    int failures = 0;
    for (int i = 0; i < bins; i++) {
      int failed = random.nextInt(2);
      failures += failed;
      contributors.add(1 + random.nextInt(40), 1, failed);
    }

    assertThat(contributors.listed()).hasSizeLessThanOrEqualTo(Contributors.CAPACITY);
    assertThat(contributors.sum()).isEqualTo(new Contribution(Contribution.REST, bins, failures));
  }

  @Property(tries = 100)
  void shouldKnowByNameWhoBringsHalfOfTheSamples(@ForAll Random random) {
    Contributors contributors = new Contributors();
    for (int i = 0; i < 400; i++) {
      contributors.add(random.nextBoolean() ? 1_000 : random.nextInt(100) + 1, 1, 1);
    }

    assertThat(contributors.listed())
        .filteredOn(one -> one.value() == 1_000)
        .singleElement()
        .satisfies(chatty -> assertThat(chatty.samples()).isGreaterThan(150));
  }

  @Test
  void shouldAddUpTwoTables() {
    Contributors one = new Contributors();
    one.add(1, 3, 2);
    Contributors other = new Contributors();
    other.add(1, 1, 1);
    other.add(Contribution.REST, 5, 0);

    one.addAll(other);

    assertThat(one.all()).containsExactly(new Contribution(1, 4, 3), new Contribution(0, 5, 0));
  }

  @Test
  void shouldReadWhatItWrote() {
    Contributors contributors = new Contributors();
    for (int i = 1; i <= 20; i++) {
      contributors.add(i, i, 1);
    }
    ByteBuffer bytes = ByteBuffer.allocate(Contributors.MAX_BYTES);

    contributors.write(bytes);

    assertThat(Contributors.read(bytes.flip()).all()).isEqualTo(contributors.all());
  }
}
