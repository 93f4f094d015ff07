package org.signalfall.detect;

import java.nio.ByteBuffer;

/**
 * The failure rate that is ordinary for a probe series: a beta posterior over what it has settled,
 * old samples fading. What comes in while something speaks for a loss waits, and is learned or
 * dropped once that is decided.
 */
final class OrdinaryRate {

  private double samples;
  private double failures;
  private double waitingSamples;
  private double waitingFailures;
  private boolean everClear;

  void observe(BinEvidence evidence) {
    waitingSamples += evidence.samples();
    waitingFailures += evidence.failures();
  }

  void settle(double memory) {
    samples += waitingSamples;
    failures += waitingFailures;
    everClear |= waitingFailures < waitingSamples;
    if (samples > memory) {
      failures *= memory / samples;
      samples = memory;
    }
    discard();
  }

  /** Drops what waits. */
  void discard() {
    waitingSamples = 0;
    waitingFailures = 0;
  }

  /**
   * Returns the rate, one posterior standard deviation on the high side: a young series is believed
   * to fail more often than it has shown.
   */
  double rate(ProbeRules rules) {
    double alpha = rules.priorFailures() + failures;
    double total = rules.priorSamples() + samples;
    double mean = alpha / total;
    double deviation = Math.sqrt(mean * (1 - mean) / (total + 1));
    return Math.max(rules.leastRate(), Math.min(rules.mostRate(), mean + deviation));
  }

  double samples() {
    return samples;
  }

  /** Returns whether anything settled was a success. */
  boolean everClear() {
    return everClear;
  }

  void write(ByteBuffer out) {
    Varints.putDouble(out, samples);
    Varints.putDouble(out, failures);
    Varints.putDouble(out, waitingSamples);
    Varints.putDouble(out, waitingFailures);
    out.put((byte) (everClear ? 1 : 0));
  }

  static OrdinaryRate read(ByteBuffer in) {
    OrdinaryRate rate = new OrdinaryRate();
    rate.samples = Varints.getDouble(in);
    rate.failures = Varints.getDouble(in);
    rate.waitingSamples = Varints.getDouble(in);
    rate.waitingFailures = Varints.getDouble(in);
    rate.everClear = in.get() != 0;
    return rate;
  }
}
