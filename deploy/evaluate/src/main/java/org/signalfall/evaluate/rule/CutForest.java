package org.signalfall.evaluate.rule;

import com.amazon.randomcutforest.config.ForestMode;
import com.amazon.randomcutforest.config.TransformMethod;
import com.amazon.randomcutforest.parkservices.AnomalyDescriptor;
import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;
import java.util.List;

/**
 * Random Cut Forest (Guha et al., ICML 2016) as Amazon publishes it, with its own threshold:
 * shingles of eight bins, normalised, fifty trees of 256 points. It names single bins; an alarm
 * begins with one that is anomalous and below what the forest expected, and ends where a bin is
 * back half of the way.
 *
 * <p>Strictness s asks for s times the forest's usual three deviations of its score.
 */
final class CutForest implements ReferenceRule {

  private static final int SHINGLE = 8;
  private static final int TREES = 50;
  private static final int SAMPLE = 256;
  private static final double DEVIATIONS = 3;
  private static final long SEED = 1;

  @Override
  public String title() {
    return "Random Cut Forest";
  }

  @Override
  public List<Alarm> alarms(BinSeries series, double strictness) {
    ThresholdedRandomCutForest forest =
        ThresholdedRandomCutForest.builder()
            .dimensions(SHINGLE)
            .shingleSize(SHINGLE)
            .numberOfTrees(TREES)
            .sampleSize(SAMPLE)
            .forestMode(ForestMode.STANDARD)
            .transformMethod(TransformMethod.NORMALIZE)
            .zFactor(strictness * DEVIATIONS)
            .randomSeed(SEED)
            .build();
    Rises rises = new Rises();
    double back = 0;
    for (BinSeries.Bin bin : series.bins()) {
      AnomalyDescriptor found = forest.process(new double[] {bin.value()}, bin.start());
      if (rises.isOpen()) {
        if (bin.value() >= back) {
          rises.close(bin.start());
        }
      } else if (found.getAnomalyGrade() > 0 && found.isExpectedValuesPresent()) {
        double expected = found.getExpectedValuesList()[0][0];
        if (bin.value() < expected) {
          rises.open(bin.start(), bin);
          back = (expected + bin.value()) / 2;
        }
      }
    }
    return rises.all();
  }
}
