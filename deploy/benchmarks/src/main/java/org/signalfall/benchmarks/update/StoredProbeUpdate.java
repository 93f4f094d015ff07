package org.signalfall.benchmarks.update;

import java.util.Arrays;
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

/**
 * The update of {@link ProbeUpdate} as the topology does it: the state is kept as bytes, read
 * before the bin and written after it. Shows what an update costs as series become many.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class StoredProbeUpdate {

  private static final int LEARNED = 300;

  /** So many series learn by themselves; the others are copies of them. */
  private static final int TAUGHT = 1_000;

  @Param({"1000", "1000000"})
  int series;

  private final ProbeDetector detector = new ProbeDetector(ProbeRules.defaults());
  private byte[][] states;
  private int next;
  private long round = LEARNED;

  /** Teaches each series what is ordinary. */
  @Setup
  public void learn() {
    byte[][] taught = new byte[TAUGHT][];
    for (int i = 0; i < TAUGHT; i++) {
      ProbeState state = ProbeState.fresh();
      for (long bin = 0; bin < LEARNED; bin++) {
        detector.judge(state, Probes.bin(i, bin));
      }
      taught[i] = state.encode();
    }
    states = new byte[series][];
    Arrays.setAll(states, i -> taught[i % TAUGHT].clone());
  }

  /** One bin. */
  @Benchmark
  public SeriesVerdict judge() {
    if (next == series) {
      next = 0;
      round++;
    }
    int which = next++;
    ProbeState state = ProbeState.decode(states[which]);
    SeriesVerdict verdict = detector.judge(state, Probes.bin(which % TAUGHT, round));
    states[which] = state.encode();
    return verdict;
  }
}
