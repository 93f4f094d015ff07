package org.signalfall.benchmarks.update;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.signalfall.detect.LevelBin;
import org.signalfall.detect.LevelDetector;
import org.signalfall.detect.LevelRules;
import org.signalfall.detect.LevelState;
import org.signalfall.detect.SeriesVerdict;

/** One bin of one level through baseline and detector, the series taking turns. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class LevelUpdate {

  private static final long START = 1_700_000_000_000L / Levels.CADENCE_MS * Levels.CADENCE_MS;

  /** Bins that each series has seen when the clock starts: two days, so that baselines judge. */
  private static final int LEARNED = 576;

  @Param({"1000", "100000"})
  int series;

  private final LevelDetector detector = new LevelDetector(LevelRules.defaults());
  private final Levels levels = new Levels(1);
  private LevelState[] states;
  private int next;
  private long start;

  /** Teaches each series what is ordinary. */
  @Setup
  public void learn() {
    states = new LevelState[series];
    for (int i = 0; i < series; i++) {
      states[i] = LevelState.fresh();
      for (int bin = 0; bin < LEARNED; bin++) {
        judge(i, START + bin * Levels.CADENCE_MS);
      }
    }
    start = START + LEARNED * Levels.CADENCE_MS;
  }

  /** One bin. */
  @Benchmark
  public SeriesVerdict judge() {
    if (next == series) {
      next = 0;
      start += Levels.CADENCE_MS;
    }
    return judge(next++, start);
  }

  private SeriesVerdict judge(int which, long at) {
    LevelBin bin = new LevelBin(at, at + Levels.CADENCE_MS, 1, levels.at(which, at));
    return detector.judge(states[which], bin);
  }
}
