package org.signalfall.evaluate.score;

/**
 * The exact confidence interval of the mean of a Poisson count (Garwood, 1936): the means under
 * which so many, and so few, have 2.5 % probability each.
 *
 * @param low lower end of the 95 % interval
 * @param high upper end
 */
public record PoissonInterval(double low, double high) {

  private static final double TAIL = 0.025;
  private static final int HALVINGS = 100;

  /** Returns the interval of the mean, given a count of at least 0. */
  public static PoissonInterval of(long count) {
    if (count < 0) {
      throw new IllegalArgumentException("A count cannot be " + count);
    }
    double far = 10 + 2.0 * count + 10 * Math.sqrt((double) count);
    double low = count == 0 ? 0 : solve(count - 1, 1 - TAIL, far);
    return new PoissonInterval(low, solve(count, TAIL, far));
  }

  /** Returns the interval of the rate, given the exposure over which the count was taken. */
  public PoissonInterval per(double exposure) {
    return new PoissonInterval(low / exposure, high / exposure);
  }

  /** Returns the mean at which at most {@code count} have that probability. */
  private static double solve(long count, double probability, double far) {
    double below = 0;
    double above = far;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (below + above) / 2;
      if (atMost(count, middle) > probability) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return (below + above) / 2;
  }

  /** Returns the probability of at most {@code count} under a mean. */
  private static double atMost(long count, double mean) {
    double logTerm = -mean;
    double sum = StrictMath.exp(logTerm);
    for (long k = 1; k <= count; k++) {
      logTerm += StrictMath.log(mean / k);
      sum += StrictMath.exp(logTerm);
    }
    return sum;
  }
}
