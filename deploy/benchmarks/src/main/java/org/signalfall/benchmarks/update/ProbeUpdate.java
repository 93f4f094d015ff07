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
import org.signalfall.detect.ProbeDetector;
import org.signalfall.detect.ProbeRules;
import org.signalfall.detect.ProbeState;
import org.signalfall.detect.SeriesVerdict;

/** One bin of one sample through the sequential test, the series taking turns. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class ProbeUpdate {

  private static final int LEARNED = 300;

  @Param({"1000", "100000"})
  int series;

  private final ProbeDetector detector = new ProbeDetector(ProbeRules.defaults());
  private ProbeState[] states;
  private int next;
  private long round;

  /** Teaches each series what is ordinary. */
  @Setup
  public void learn() {
    states = new ProbeState[series];
    for (int i = 0; i < series; i++) {
      states[i] = ProbeState.fresh();
      for (long bin = 0; bin < LEARNED; bin++) {
        detector.judge(states[i], Probes.bin(i, bin));
      }
    }
    round = LEARNED;
  }

  /** One bin. */
  @Benchmark
  public SeriesVerdict judge() {
    if (next == series) {
      next = 0;
      round++;
    }
    int which = next++;
    return detector.judge(states[which], Probes.bin(which, round));
  }
}
