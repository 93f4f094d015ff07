package org.signalfall.evaluate.quiet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.signalfall.detect.LayerFailures;
import org.signalfall.detect.ProbeBin;
import org.signalfall.detect.ProbeDetector;
import org.signalfall.detect.ProbeRules;
import org.signalfall.detect.ProbeState;
import org.signalfall.detect.SeriesVerdict;
import org.signalfall.detect.Voice;

/**
 * Quiet probe series: every sample fails by itself, with one probability.
 *
 * @param name what kind of series it is
 * @param cadence time from one bin with samples to the next
 * @param samples samples in each, every one by another vantage
 * @param failureRate probability that a sample fails, 0 to 1
 */
public record QuietProbes(String name, Duration cadence, int samples, double failureRate)
    implements QuietSeries {

  private static final ProbeRules RULES = ProbeRules.defaults();
  private static final long BIN_MS = 60_000;

  @Override
  public double configuredPerYear() {
    return RULES.falseAlarmsPerYear();
  }

  @Override
  public List<Duration> openings(long seed, Duration length) {
    ProbeDetector detector = new ProbeDetector(RULES);
    ProbeState state = ProbeState.fresh();
    Random random = new Random(seed);
    long begin = BEGIN.toEpochMilli();
    List<Duration> openings = new ArrayList<>();
    for (long offset = 0; offset < length.toMillis(); offset += cadence.toMillis()) {
      SeriesVerdict verdict =
          detector.judge(state, bin(begin + offset, samples, failureRate, random));
      if (verdict.after().isAffected() && !verdict.before().isAffected()) {
        openings.add(Duration.ofMillis(offset + BIN_MS));
      }
    }
    return openings;
  }

  /** Draws a bin of one minute, without controls. */
  static ProbeBin bin(long start, int samples, double failureRate, Random random) {
    int failures = 0;
    List<Voice> voices = new ArrayList<>(samples);
    for (int i = 0; i < samples; i++) {
      int failed = random.nextDouble() < failureRate ? 1 : 0;
      failures += failed;
      long vantage = 1L + random.nextInt(Integer.MAX_VALUE - 1);
      voices.add(new Voice(vantage, Voice.UNKNOWN_VERSION, 1, failed));
    }
    return new ProbeBin(start, start + BIN_MS, samples, failures, 0, 0, LayerFailures.NONE, voices);
  }
}
