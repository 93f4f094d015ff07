package org.signalfall.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalfall.event.VerdictMother.hour;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.signalfall.avro.TimeInterval;

class CommonMomentTest {

  @Test
  void shouldSpanWhatMoreThanHalfAllow() {
    assertThat(CommonMoment.of(List.of(between(1, 5), between(2, 6), between(3, 9))))
        .contains(between(2, 6));
  }

  @Test
  void shouldOverruleTheFewThatAreMistaken() {
    assertThat(CommonMoment.of(List.of(between(0, 1), between(40, 50), between(45, 48))))
        .contains(between(45, 48));
  }

  @Test
  void shouldCountAMomentUpToItsLastInstant() {
    assertThat(CommonMoment.of(List.of(between(1, 5), between(5, 9)))).contains(between(5, 5));
  }

  @Test
  void shouldNotDecideWhereNoHalfAgrees() {
    assertThat(CommonMoment.of(List.of(between(1, 2), between(3, 4)))).isEmpty();
    assertThat(CommonMoment.of(List.of())).isEmpty();
  }

  @Property
  void shouldContainTheTruthWheneverMoreThanHalfDo(
      @ForAll @Size(min = 1, max = 9) List<@IntRange(max = 50) Integer> widths,
      @ForAll @Size(max = 8) List<@IntRange(min = -200, max = 200) Integer> mistaken,
      @ForAll @IntRange(min = 60, max = 100) int truth) {
    List<TimeInterval> moments = new ArrayList<>();
    for (int width : widths) {
      moments.add(between(truth - width, truth + width / 2));
    }
    for (int start : mistaken.subList(0, Math.min(mistaken.size(), widths.size() - 1))) {
      moments.add(between(start, start + 1));
    }

    TimeInterval common = CommonMoment.of(moments).orElseThrow();

    assertThat(hour(truth)).isBetween(common.getEarliest(), common.getLatest());
  }

  private static TimeInterval between(int from, int to) {
    return new TimeInterval(hour(from), hour(to));
  }
}
