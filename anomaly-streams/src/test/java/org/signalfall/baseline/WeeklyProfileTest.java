package org.signalfall.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class WeeklyProfileTest {

  private static final long HOUR = 480_000;
  private static final long DAY = 24;
  private static final long WEEK = 168;
  private static final double TENTH_OF_A_PERCENT = 0.001;

  private final WeeklyProfile profile = new WeeklyProfile();

  @Test
  void shouldTellTheMedianOfTheSameHourOfTheWeek() {
    profile.add(HOUR, 100);
    profile.add(HOUR + WEEK, 300);
    profile.add(HOUR + 2 * WEEK, 110);
    profile.add(HOUR + 2 * WEEK + DAY, 7);

    assertThat(profile.depthOfWeek(HOUR + 3 * WEEK)).isEqualTo(3);
    assertThat(profile.medianOfWeek(HOUR + 3 * WEEK)).isCloseTo(110, within(0.2));
  }

  @Test
  void shouldTellTheMedianOfTheSameHourOfTheDayFromTheNewestOfEveryWeekday() {
    profile.add(HOUR, 1);
    profile.add(HOUR + WEEK, 100);
    profile.add(HOUR + WEEK + DAY, 200);
    profile.add(HOUR + WEEK + 2 * DAY, 300);

    assertThat(profile.depthOfDay(HOUR)).isEqualTo(3);
    assertThat(profile.medianOfDay(HOUR)).isCloseTo(200, within(0.2));
    assertThat(profile.leastOfDay(HOUR)).isCloseTo(100, within(0.1));
  }

  @Test
  void shouldForgetOnlyWhatSomethingNewerReplaced() {
    for (int week = 0; week < 10; week++) {
      profile.add(HOUR + week * WEEK, 100 + week);
    }
    profile.add(HOUR + 1, 50);

    assertThat(profile.depthOfWeek(HOUR)).isEqualTo(4);
    assertThat(profile.medianOfWeek(HOUR)).isCloseTo(107.5, within(0.2));
    assertThat(profile.medianOfWeek(HOUR + 1 + 99 * WEEK)).isCloseTo(50, within(0.1));
  }

  @Test
  void shouldKeepLevelsToATenthOfAPercent() {
    for (double level : new double[] {0, 1e-6, 0.987, 42, 3.1e9}) {
      assertThat(LogCode.level(LogCode.of(level)))
          .isCloseTo(level, within(level * TENTH_OF_A_PERCENT));
    }
  }

  @Test
  void shouldReadWhatItWrote() {
    profile.add(HOUR, 100);
    ByteBuffer bytes = ByteBuffer.allocate(4_096);

    profile.write(bytes);

    assertThat(WeeklyProfile.read(bytes.flip()).medianOfWeek(HOUR))
        .isEqualTo(profile.medianOfWeek(HOUR));
  }
}
