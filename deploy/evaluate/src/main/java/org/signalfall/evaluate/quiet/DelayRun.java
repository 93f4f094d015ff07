package org.signalfall.evaluate.quiet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.signalfall.detect.ProbeDetector;
import org.signalfall.detect.ProbeRules;
import org.signalfall.detect.ProbeState;

/** Measures the delay of the sequential test on generated Bernoulli streams, one sample a bin. */
public final class DelayRun {

  private static final double YEAR_MS = 365.25 * 86_400_000;
  private static final double[] ORDINARY = {0.01, 0.02, 0.05, 0.1};
  private static final double[] RAISED = {0.3, 0.5, 0.8, 1};
  private static final List<Duration> INTERVALS =
      List.of(Duration.ofMinutes(1), Duration.ofHours(1));

  /** Samples before the rise: what the ordinary rate remembers by default. */
  private static final int BEFORE = 500;

  private static final int PATIENCE = 10;

  private final ProbeRules rules = ProbeRules.defaults();
  private final int runs;

  /** Prepares so many runs of every pair of rates. */
  public DelayRun(int runs) {
    this.runs = runs;
  }

  /** Runs every pair of rates at every interval. */
  public List<DelayFigure> all() {
    List<DelayFigure> figures = new ArrayList<>();
    for (Duration interval : INTERVALS) {
      for (double ordinary : ORDINARY) {
        for (double raised : RAISED) {
          figures.add(of(interval, ordinary, raised));
        }
      }
    }
    return figures;
  }

  /** Runs one pair of rates. */
  public DelayFigure of(Duration interval, double ordinary, double raised) {
    double samplesPerYear = YEAR_MS / interval.toMillis();
    double bound =
        StrictMath.log(samplesPerYear / rules.falseAlarmsPerYear()) / divergence(raised, ordinary);
    long delays = 0;
    int found = 0;
    int early = 0;
    for (int seed = 1; seed <= runs; seed++) {
      int delay = delay(interval, ordinary, raised, (int) (PATIENCE * bound), seed);
      if (delay == 0) {
        early++;
      } else if (delay > 0) {
        delays += delay;
        found++;
      }
    }
    return new DelayFigure(
        interval,
        ordinary,
        raised,
        runs,
        (double) delays / found,
        runs - found - early,
        early,
        bound);
  }

  /** Returns the samples from the rise to the opening; 0 if open before it, -1 if not opened. */
  private int delay(Duration interval, double ordinary, double raised, int most, long seed) {
    ProbeDetector detector = new ProbeDetector(rules);
    ProbeState state = ProbeState.fresh();
    Random random = new Random(seed);
    for (int i = 0; i < BEFORE + most; i++) {
      long start = QuietSeries.BEGIN.toEpochMilli() + i * interval.toMillis();
      double rate = i < BEFORE ? ordinary : raised;
      if (detector.judge(state, QuietProbes.bin(start, 1, rate, random)).after().isAffected()) {
        return Math.max(0, i - BEFORE + 1);
      }
    }
    return -1;
  }

  /** Returns the Kullback-Leibler divergence of two Bernoulli distributions, in nats. */
  private static double divergence(double raised, double ordinary) {
    return term(raised, ordinary) + term(1 - raised, 1 - ordinary);
  }

  private static double term(double probability, double against) {
    return probability == 0 ? 0 : probability * StrictMath.log(probability / against);
  }
}
