package org.signalfall.evaluate.quiet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.signalfall.detect.LevelBin;
import org.signalfall.detect.LevelDetector;
import org.signalfall.detect.LevelRules;
import org.signalfall.detect.LevelState;
import org.signalfall.detect.SeriesVerdict;
import org.signalfall.evaluate.shape.Curve;
import org.signalfall.evaluate.shape.Noise;

/**
 * Quiet levels.
 *
 * @param name what kind of series it is
 * @param cadence width of its bins
 * @param curve its ordinary level
 * @param noise makes the noise of one series
 */
public record QuietLevels(String name, Duration cadence, Curve curve, Supplier<Noise> noise)
    implements QuietSeries {

  private static final LevelRules RULES = LevelRules.defaults();

  @Override
  public double configuredPerYear() {
    return RULES.falseAlarmsPerYear();
  }

  @Override
  public List<Duration> openings(long seed, Duration length) {
    LevelDetector detector = new LevelDetector(RULES);
    LevelState state = LevelState.fresh();
    Noise ofSeries = noise.get();
    Random random = new Random(seed);
    long begin = BEGIN.toEpochMilli();
    long width = cadence.toMillis();
    List<Duration> openings = new ArrayList<>();
    for (long start = begin; start < begin + length.toMillis(); start += width) {
      double value = ofSeries.apply(curve.at(start), random);
      SeriesVerdict verdict = detector.judge(state, new LevelBin(start, start + width, 1, value));
      if (verdict.after().isAffected() && !verdict.before().isAffected()) {
        openings.add(Duration.ofMillis(start + width - begin));
      }
    }
    return openings;
  }
}
