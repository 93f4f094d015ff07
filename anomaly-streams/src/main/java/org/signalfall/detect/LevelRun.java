package org.signalfall.detect;

import java.nio.ByteBuffer;

/**
 * A run of successive bins that speak the same way: the accumulated log-likelihood ratio of Page's
 * cumulative sum test (1954), and the sums over the bins since it last stood at zero.
 *
 * <p>Invariant: an empty run has score 0.
 */
final class LevelRun {

  static final int BYTES = 9 * Long.BYTES;

  private double score;
  private long bins;
  private long samples;
  private double observed;
  private double expected;
  private long firstBin;
  private long lastBin;
  private long earliest;
  private long latest;

  /** Adds a bin whose evidence is {@code step}, or empties the run when the score falls to zero. */
  void accumulate(double step, LevelBin bin, double value, double level, long previousEnd) {
    if (score + step <= 0) {
      clear();
      return;
    }
    score += step;
    extend(bin, value, level, previousEnd);
  }

  /** Adds a bin whatever its evidence. */
  void extend(LevelBin bin, double value, double level, long previousEnd) {
    if (bins == 0) {
      firstBin = bin.start();
      earliest = Math.min(previousEnd, bin.start());
      latest = bin.end();
    }
    bins++;
    samples += bin.samples();
    observed += value;
    expected += level;
    lastBin = bin.start();
  }

  void addScore(double step) {
    score = Math.max(0, score + step);
  }

  void raiseScore(double least) {
    score = Math.max(score, least);
  }

  /** Adds the bins of a later run, and empties that one. */
  void absorb(LevelRun later) {
    bins += later.bins;
    samples += later.samples;
    observed += later.observed;
    expected += later.expected;
    lastBin = later.lastBin;
    later.clear();
  }

  /** Takes over all that another run holds. */
  void become(LevelRun other) {
    score = other.score;
    bins = other.bins;
    samples = other.samples;
    observed = other.observed;
    expected = other.expected;
    firstBin = other.firstBin;
    lastBin = other.lastBin;
    earliest = other.earliest;
    latest = other.latest;
  }

  void clear() {
    become(new LevelRun());
  }

  boolean isEmpty() {
    return bins == 0;
  }

  double score() {
    return score;
  }

  long bins() {
    return bins;
  }

  long samples() {
    return samples;
  }

  double meanObserved() {
    return observed / bins;
  }

  double meanExpected() {
    return expected / bins;
  }

  /** Returns observed as a share of expected. */
  double share() {
    return observed / expected;
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

  void write(ByteBuffer out) {
    out.putDouble(score).putLong(bins).putLong(samples).putDouble(observed).putDouble(expected);
    out.putLong(firstBin).putLong(lastBin).putLong(earliest).putLong(latest);
  }

  static LevelRun read(ByteBuffer in) {
    LevelRun run = new LevelRun();
    run.score = in.getDouble();
    run.bins = in.getLong();
    run.samples = in.getLong();
    run.observed = in.getDouble();
    run.expected = in.getDouble();
    run.firstBin = in.getLong();
    run.lastBin = in.getLong();
    run.earliest = in.getLong();
    run.latest = in.getLong();
    return run;
  }
}
