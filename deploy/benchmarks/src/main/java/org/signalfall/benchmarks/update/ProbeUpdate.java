package org.signalfall.benchmarks.update;

import java.util.List;
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
import org.signalfall.detect.LayerFailures;
import org.signalfall.detect.ProbeBin;
import org.signalfall.detect.ProbeDetector;
import org.signalfall.detect.ProbeRules;
import org.signalfall.detect.ProbeState;
import org.signalfall.detect.SeriesVerdict;
import org.signalfall.detect.Voice;

/**
 * One bin of one sample through the sequential test, the series taking turns: one in fifty fails,
 * five vantages take turns too, and controls pass.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class ProbeUpdate {

  private static final long WIDTH_MS = 60_000;
  private static final long START = 1_700_000_000_000L / WIDTH_MS * WIDTH_MS;
  private static final int LEARNED = 300;
  private static final int VANTAGES = 5;
  private static final int ONE_FAILS_OF = 50;

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
        detector.judge(states[i], bin(i, bin));
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
    return detector.judge(states[which], bin(which, round));
  }

  private static ProbeBin bin(int which, long round) {
    int failures = (which * 7L + round) % ONE_FAILS_OF == 0 ? 1 : 0;
    long start = START + round * WIDTH_MS;
    return new ProbeBin(
        start,
        start + WIDTH_MS,
        1,
        failures,
        3,
        0,
        failures == 0 ? LayerFailures.NONE : new LayerFailures(0, 0, 1, 0, 0, 0),
        List.of(new Voice(1 + round % VANTAGES, 1, 1, failures)));
  }
}
