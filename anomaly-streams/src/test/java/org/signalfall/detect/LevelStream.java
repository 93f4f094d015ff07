package org.signalfall.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Generated level series: a shape by day, noise upon it, and losses at given times. The same seed
 * gives the same bins.
 */
final class LevelStream {

  static final long EPOCH = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();

  private static final double DAY_MS = Duration.ofDays(1).toMillis();

  /** Noise upon an ordinary level. */
  interface Noise {
    double apply(double level, Random random);
  }

  private final Duration cadence;
  private final Random random;
  private DoubleUnaryOperator shape;
  private Noise noise = (level, ignored) -> level;
  private final List<Loss> losses = new ArrayList<>();

  private record Loss(Duration from, Duration to, double share) {}

  private LevelStream(Duration cadence, long seed) {
    this.cadence = cadence;
    this.random = new Random(seed);
  }

  /** A level that doesn't change. */
  static LevelStream flat(double level, Duration cadence, long seed) {
    LevelStream stream = new LevelStream(cadence, seed);
    stream.shape = day -> level;
    return stream;
  }

  /** A level that goes up and down with the day, by {@code swing} as natural logarithm. */
  static LevelStream diurnal(double level, double swing, Duration cadence, long seed) {
    LevelStream stream = new LevelStream(cadence, seed);
    stream.shape = day -> level * Math.exp(swing / 2 * Math.sin(2 * Math.PI * day));
    return stream;
  }

  LevelStream noise(Noise ofLevel) {
    noise = ofLevel;
    return this;
  }

  /** Multiplies the level by exp(rate x days), slow growth or decline. */
  LevelStream drifting(double ratePerDay) {
    DoubleUnaryOperator before = shape;
    shape = day -> before.applyAsDouble(day) * Math.exp(ratePerDay * day);
    return this;
  }

  /** Leaves {@code share} of the level from one time to another. */
  LevelStream losing(Duration from, Duration to, double share) {
    losses.add(new Loss(from, to, share));
    return this;
  }

  /** The bins of the given time, made one by one. */
  Stream<LevelBin> bins(Duration length) {
    return LongStream.range(0, length.dividedBy(cadence)).mapToObj(this::bin);
  }

  private LevelBin bin(long index) {
    long offset = index * cadence.toMillis();
    double level = shape.applyAsDouble(offset / DAY_MS);
    for (Loss loss : losses) {
      if (offset >= loss.from().toMillis() && offset < loss.to().toMillis()) {
        level *= loss.share();
      }
    }
    double value = Math.max(0, noise.apply(level, random));
    return new LevelBin(EPOCH + offset, EPOCH + offset + cadence.toMillis(), 1, value);
  }

  static Noise poisson() {
    return LevelStream::poisson;
  }

  /** Gaussian noise, relative to the level. */
  static Noise gaussian(double spread) {
    return (level, random) -> level * (1 + spread * random.nextGaussian());
  }

  /** Student's t with three degrees of freedom: freaks are common. */
  static Noise heavyTailed(double spread) {
    return (level, random) -> {
      double chi = 0;
      for (int i = 0; i < 3; i++) {
        double g = random.nextGaussian();
        chi += g * g;
      }
      return level * Math.exp(spread * random.nextGaussian() / Math.sqrt(chi));
    };
  }

  /** First-order autoregressive noise of the given stationary spread. */
  static Noise autoregressive(double spread, double correlation) {
    double[] state = {0};
    return (level, random) -> {
      state[0] =
          correlation * state[0] + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
      return level * Math.exp(spread * state[0]);
    };
  }

  /** The share of a few targets that answer, in percent; the level is what is expected of it. */
  static Noise answering(int targets) {
    return (level, random) -> {
      int up = 0;
      for (int i = 0; i < targets; i++) {
        if (random.nextDouble() * 100 < level) {
          up++;
        }
      }
      return 100.0 * up / targets;
    };
  }

  private static double poisson(double mean, Random random) {
    if (mean > 100) {
      return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
