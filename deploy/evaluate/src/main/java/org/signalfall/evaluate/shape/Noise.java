package org.signalfall.evaluate.shape;

import java.util.Random;

/**
 * What a sample shows of an ordinary level. May remember the sample before, so that one belongs to
 * one series and is asked in time order.
 */
@FunctionalInterface
public interface Noise {

  /** Degrees of freedom of the heavy-tailed noise: the least whole number with a variance. */
  int TAIL_FREEDOM = 3;

  /** Above this mean a Poisson count is drawn from the normal distribution. */
  double NORMAL_MEAN = 100;

  /** Returns what is seen of an ordinary level; never below 0 for the noises here. */
  double apply(double level, Random random);

  /** A count with this mean. */
  static Noise poisson() {
    return Noise::poisson;
  }

  /** A count of things that come in bursts, so that its variance is a multiple of its mean. */
  static Noise bursty(double excess) {
    return (level, random) -> excess * poisson(level / excess, random);
  }

  /** Normal noise of a relative spread. */
  static Noise normal(double spread) {
    return (level, random) -> Math.max(0, level * (1 + spread * random.nextGaussian()));
  }

  /** Lognormal noise whose logarithm has Student's distribution: freaks are common. */
  static Noise heavyTailed(double spread) {
    return (level, random) -> {
      double chi = 0;
      for (int i = 0; i < TAIL_FREEDOM; i++) {
        double normal = random.nextGaussian();
        chi += normal * normal;
      }
      double student = random.nextGaussian() / Math.sqrt(chi / TAIL_FREEDOM);
      return level * StrictMath.exp(spread / Math.sqrt(TAIL_FREEDOM) * student);
    };
  }

  /**
   * Lognormal noise that follows a first-order autoregression.
   *
   * @param spread stationary standard deviation of its logarithm
   * @param correlation of successive samples, 0 to 1
   */
  static Noise autoregressive(double spread, double correlation) {
    double[] deviation = {Double.NaN};
    double step = Math.sqrt(1 - correlation * correlation);
    return (level, random) -> {
      double fresh = random.nextGaussian();
      deviation[0] = Double.isNaN(deviation[0]) ? fresh : correlation * deviation[0] + step * fresh;
      return level * StrictMath.exp(spread * deviation[0]);
    };
  }

  /** The percentage of a few targets that answer, each with the probability that the level says. */
  static Noise answering(int targets) {
    return (level, random) -> {
      int up = 0;
      for (int i = 0; i < targets; i++) {
        up += random.nextDouble() * 100 < level ? 1 : 0;
      }
      return 100.0 * up / targets;
    };
  }

  /** Returns the nearest whole number of what this noise shows. */
  default Noise rounded() {
    return (level, random) -> Math.rint(apply(level, random));
  }

  private static double poisson(double mean, Random random) {
    if (mean > NORMAL_MEAN) {
      return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = StrictMath.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
