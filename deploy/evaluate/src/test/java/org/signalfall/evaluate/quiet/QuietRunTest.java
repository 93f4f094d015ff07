package org.signalfall.evaluate.quiet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.signalfall.evaluate.shape.Curve;
import org.signalfall.evaluate.shape.Noise;
import org.signalfall.ingest.scenario.Period;

class QuietRunTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Period TENTH_DAY =
      new Period(
          QuietSeries.BEGIN.plus(Duration.ofDays(10)), QuietSeries.BEGIN.plus(Duration.ofDays(11)));

  @Test
  void shouldAllowWhatTheConfiguredRateGivesInSoManyWeeks() {
    QuietLevels counts = new QuietLevels("counts", HOUR, Curve.flat(50), Noise::poisson);

    QuietFigure figure = new QuietRun(20).of(counts);

    assertThat(figure.seriesWeeks()).isEqualTo(24);
    assertThat(figure.allowed()).isCloseTo(0.1 * 24 * 7 / 365.25, within(1e-9));
    assertThat(figure.openings()).isEmpty();
    assertThat(figure.exceeds()).isFalse();
  }

  @Test
  void shouldCountOpeningsOfASeriesThatIsNotQuiet() {
    Curve losing = Curve.flat(50).during(TENTH_DAY, 0.1);
    QuietLevels counts = new QuietLevels("loss", HOUR, losing, Noise::poisson);

    QuietFigure figure = new QuietRun(80).of(counts);

    assertThat(figure.openings())
        .hasSize(10)
        .allMatch(time -> time.compareTo(Duration.ofDays(10)) > 0)
        .allMatch(time -> time.compareTo(Duration.ofDays(10).plusHours(6)) < 0);
    assertThat(figure.whileYoung()).isEqualTo(10);
    assertThat(figure.exceeds()).isTrue();
  }

  @Test
  void shouldGiveTheSameFigureAgainFromTheSameSeeds() {
    QuietSeries series = new QuietProbes("noisy", HOUR, 1, 0.1);

    assertThat(new QuietRun(400).of(series)).isEqualTo(new QuietRun(400).of(series));
  }

  @Test
  void shouldOpenLaterThanTheBoundAndBeforeThePatienceEnds() {
    DelayFigure figure = new DelayRun(100).of(Duration.ofMinutes(1), 0.02, 0.5);

    assertThat(figure.missed()).isZero();
    assertThat(figure.meanDelay()).isBetween(0.8 * figure.bound(), figure.allowed());
  }
}
