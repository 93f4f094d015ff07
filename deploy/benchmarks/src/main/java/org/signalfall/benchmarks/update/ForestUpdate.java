package org.signalfall.benchmarks.update;

import com.amazon.randomcutforest.config.ForestMode;
import com.amazon.randomcutforest.config.TransformMethod;
import com.amazon.randomcutforest.parkservices.AnomalyDescriptor;
import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The same levels through Random Cut Forest, as the reference rule sets it up: one series. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class ForestUpdate {

  private static final int SHINGLE = 8;
  private static final int TREES = 50;
  private static final int SAMPLE = 256;
  private static final int LEARNED = 576;

  private final Levels levels = new Levels(1);
  private ThresholdedRandomCutForest forest;
  private long start;

  /** Teaches the forest what is ordinary. */
  @Setup
  public void learn() {
    forest =
        ThresholdedRandomCutForest.builder()
            .dimensions(SHINGLE)
            .shingleSize(SHINGLE)
            .numberOfTrees(TREES)
            .sampleSize(SAMPLE)
            .forestMode(ForestMode.STANDARD)
            .transformMethod(TransformMethod.NORMALIZE)
            .randomSeed(1)
            .build();
    for (int bin = 0; bin < LEARNED; bin++) {
      process();
    }
  }

  /** One bin. */
  @Benchmark
  public AnomalyDescriptor process() {
    start += Levels.CADENCE_MS;
    return forest.process(new double[] {levels.at(0, start)}, start);
  }
}
