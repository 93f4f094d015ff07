package org.signalfall.evaluate.plot;

import java.util.ArrayList;
import java.util.List;
import org.signalfall.avro.SignalFamily;
import org.signalfall.detect.LevelBin;
import org.signalfall.detect.LevelDetector;
import org.signalfall.detect.LevelState;
import org.signalfall.detect.SeriesVerdict;
import org.signalfall.evaluate.rule.BinSeries;
import org.signalfall.topology.Rulebook;

/**
 * What was ordinary for a level at each of its bins. The topology writes down expectations where
 * verdicts change only, so that the same detector judges the same bins once more.
 */
final class ExpectedBand {

  /** How many standard deviations of a bin the band reaches either way. */
  private static final double SPREADS = 2;

  /**
   * What a bin was expected to show.
   *
   * @param time middle of the bin, epoch ms
   * @param low lower edge of the band
   * @param high upper edge of the band
   */
  record Point(long time, double low, double high) {}

  private ExpectedBand() {}

  /** Returns the band where anything was expected; none for probes, whose bins are coins. */
  static List<Point> of(BinSeries series, Rulebook rules) {
    List<Point> points = new ArrayList<>();
    if (series.family() != SignalFamily.LEVEL) {
      return points;
    }
    LevelDetector detector = new LevelDetector(rules.levels());
    LevelState state = LevelState.fresh();
    for (BinSeries.Bin bin : series.bins()) {
      if (bin.start() >= detector.lapseDeadline(state)) {
        detector.lapse(state, bin.start());
      }
      SeriesVerdict verdict =
          detector.judge(state, new LevelBin(bin.start(), bin.end(), 1, bin.value()));
      // A span that is affected tells its mean expectation, which is no point of the band.
      boolean tells = !verdict.after().isAffected() && verdict.onset() == null;
      if (tells && Double.isFinite(verdict.expected())) {
        double reach = SPREADS * verdict.spread();
        points.add(
            new Point(
                (bin.start() + bin.end()) / 2,
                verdict.expected() - reach,
                verdict.expected() + reach));
      }
    }
    return points;
  }
}
