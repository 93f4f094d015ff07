package org.signalfall.detect;

import java.nio.ByteBuffer;

/**
 * A run of successive probe bins that speak the same way: the accumulated log-likelihood ratio, and
 * the sums over the bins since it last stood at zero.
 *
 * <p>Invariant: an empty run has score 0.
 */
final class ProbeRun {

  /** Effective sums remember so many samples, so that they tell how a long event fares now. */
  private static final double MEMORY_SAMPLES = 100;

  private double score;
  private long samples;
  private long failures;
  private double effectiveSamples;
  private double effectiveFailures;
  private double controlledFailures;
  private LayerFailures layers = LayerFailures.NONE;
  private VantageSet vantages = new VantageSet();
  private Contributors byVantage = new Contributors();
  private Contributors byVersion = new Contributors();
  private long firstBin;
  private long lastBin;
  private long earliest;
  private long latest;

  /** Adds a bin whose evidence is {@code step}, or empties the run when the score falls to zero. */
  void accumulate(double step, ProbeBin bin, BinEvidence evidence, long previousEnd) {
    if (score + step <= 0) {
      clear();
      return;
    }
    score += step;
    extend(bin, evidence, previousEnd);
  }

  /** Adds a bin whatever its evidence. */
  void extend(ProbeBin bin, BinEvidence evidence, long previousEnd) {
    if (samples == 0) {
      firstBin = bin.start();
      earliest = Math.min(previousEnd, bin.start());
      latest = bin.end();
    }
    samples += bin.samples();
    failures += bin.failures();
    effectiveSamples += evidence.samples();
    effectiveFailures += evidence.failures();
    if (bin.controlSamples() > 0) {
      controlledFailures += evidence.failures();
    }
    fade();
    layers = layers.plus(bin.layers());
    for (Vote vote : Vote.of(bin)) {
      byVantage.add(vote.vantage(), 1, vote.failures());
      byVersion.add(vote.version(), 1, vote.failures());
      if (vote.failed()) {
        vantages.add(vote.vantage());
      }
    }
    lastBin = bin.start();
  }

  void addScore(double step) {
    score = Math.max(0, score + step);
  }

  /** Holds the score at a limit while something else speaks against acting on it. */
  void limit(double most) {
    score = Math.min(score, most);
  }

  /** Adds the bins of a later run, and empties that one. */
  void absorb(ProbeRun later) {
    samples += later.samples;
    failures += later.failures;
    effectiveSamples += later.effectiveSamples;
    effectiveFailures += later.effectiveFailures;
    controlledFailures += later.controlledFailures;
    fade();
    layers = layers.plus(later.layers);
    vantages.addAll(later.vantages);
    byVantage.addAll(later.byVantage);
    byVersion.addAll(later.byVersion);
    lastBin = later.lastBin;
    later.clear();
  }

  private void fade() {
    double kept = Math.min(1, MEMORY_SAMPLES / effectiveSamples);
    effectiveSamples *= kept;
    effectiveFailures *= kept;
    controlledFailures *= kept;
  }

  /** Takes over all that another run holds, and empties that one. */
  void take(ProbeRun other) {
    become(other);
    other.clear();
  }

  void clear() {
    if (!isEmpty()) {
      become(new ProbeRun());
    }
  }

  void become(ProbeRun other) {
    score = other.score;
    samples = other.samples;
    failures = other.failures;
    effectiveSamples = other.effectiveSamples;
    effectiveFailures = other.effectiveFailures;
    controlledFailures = other.controlledFailures;
    layers = other.layers;
    vantages = other.vantages;
    byVantage = other.byVantage;
    byVersion = other.byVersion;
    firstBin = other.firstBin;
    lastBin = other.lastBin;
    earliest = other.earliest;
    latest = other.latest;
  }

  boolean isEmpty() {
    return samples == 0;
  }

  double score() {
    return score;
  }

  long samples() {
    return samples;
  }

  double effectiveSamples() {
    return effectiveSamples;
  }

  double effectiveFailures() {
    return effectiveFailures;
  }

  double successShare() {
    return 1 - failures / (double) samples;
  }

  long firstBin() {
    return firstBin;
  }

  long lastBin() {
    return lastBin;
  }

  /** Returns when the run began: after the last bin before it, within its first bin. */
  Interval began() {
    return new Interval(earliest, latest);
  }

  Contributors byVantage() {
    return byVantage;
  }

  Contributors byVersion() {
    return byVersion;
  }

  ProbeEvidence evidence() {
    boolean controlled =
        failures > 0 && 2 * controlledFailures >= effectiveFailures && controlledFailures > 0;
    return new ProbeEvidence(
        (int) failures, layers, vantages.size(), controlled, byVantage.all(), byVersion.all());
  }

  /** Writes the run; most are empty in ordinary times, and take one byte. */
  void write(ByteBuffer out) {
    out.put((byte) (isEmpty() ? 0 : 1));
    if (isEmpty()) {
      return;
    }
    out.putDouble(score);
    Varints.put(out, samples);
    Varints.put(out, failures);
    Varints.putDouble(out, effectiveSamples);
    Varints.putDouble(out, effectiveFailures);
    Varints.putDouble(out, controlledFailures);
    layers.write(out);
    vantages.write(out);
    byVantage.write(out);
    byVersion.write(out);
    Varints.putSigned(out, firstBin);
    Varints.putSigned(out, lastBin - firstBin);
    Varints.putSigned(out, firstBin - earliest);
    Varints.putSigned(out, latest - firstBin);
  }

  static ProbeRun read(ByteBuffer in) {
    ProbeRun run = new ProbeRun();
    if (in.get() == 0) {
      return run;
    }
    run.score = in.getDouble();
    run.samples = Varints.get(in);
    run.failures = Varints.get(in);
    run.effectiveSamples = Varints.getDouble(in);
    run.effectiveFailures = Varints.getDouble(in);
    run.controlledFailures = Varints.getDouble(in);
    run.layers = LayerFailures.read(in);
    run.vantages = VantageSet.read(in);
    run.byVantage = Contributors.read(in);
    run.byVersion = Contributors.read(in);
    run.firstBin = Varints.getSigned(in);
    run.lastBin = run.firstBin + Varints.getSigned(in);
    run.earliest = run.firstBin - Varints.getSigned(in);
    run.latest = run.firstBin + Varints.getSigned(in);
    return run;
  }
}
