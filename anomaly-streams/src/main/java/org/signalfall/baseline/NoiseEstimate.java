package org.signalfall.baseline;

import java.nio.ByteBuffer;

/**
 * Exponentially weighted estimate of noise as Poisson part plus multiplicative part: the variance
 * of a level m is {@code p m + q m^2}, a moment fit of the negative binomial (Lawless, 1987) with p
 * allowed below 1 for averaged counts.
 */
final class NoiseEstimate {

  /** Counts vary at least as Poisson; what varies more is multiplicative. */
  private static final double POISSON = 1;

  private double relative;
  private double scaled;
  private double inverse;
  private double weight;

  /** Adds a squared deviation at a level, both in the unit of the signal; level above zero. */
  void add(double squaredDeviation, double level, double memory) {
    weight = Math.min(weight + 1, memory);
    double gain = 1 / weight;
    relative += gain * (squaredDeviation / (level * level) - relative);
    scaled += gain * (squaredDeviation / level - scaled);
    inverse += gain * (1 / level - inverse);
  }

  /** Returns the mean of squared deviations relative to the level. */
  double relative() {
    return relative;
  }

  /** Returns the mean of 1 / level. */
  double inverse() {
    return inverse;
  }

  /** Returns p, from 0 to 1. */
  double poisson() {
    return Math.min(POISSON, scaled);
  }

  /** Returns q, not below 0. */
  double multiplicative() {
    return Math.max(0, relative - poisson() * inverse);
  }

  /** Returns the variance of a level. */
  double variance(double level) {
    return poisson() * level + multiplicative() * level * level;
  }

  /** Returns how many deviations the estimate rests on, at most its memory. */
  double weight() {
    return weight;
  }

  void write(ByteBuffer out) {
    out.putDouble(relative).putDouble(scaled).putDouble(inverse).putDouble(weight);
  }

  static NoiseEstimate read(ByteBuffer in) {
    NoiseEstimate estimate = new NoiseEstimate();
    estimate.relative = in.getDouble();
    estimate.scaled = in.getDouble();
    estimate.inverse = in.getDouble();
    estimate.weight = in.getDouble();
    return estimate;
  }
}
