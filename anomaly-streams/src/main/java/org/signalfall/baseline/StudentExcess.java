package org.signalfall.baseline;

/**
 * How much further out three standard deviations lie when the deviation was learned from few
 * values: Student's quantile as a multiple of the normal one, by Wallace's approximation (1959)
 *
 * <pre>  t = sqrt(n (exp((z (8n + 3) / (8n + 1))^2 / n) - 1))</pre>
 */
final class StudentExcess {

  private static final double DEVIATIONS = 3;

  private StudentExcess() {}

  /** Returns the multiple for so many degrees of freedom, above 1. */
  static double of(double freedom) {
    double z = DEVIATIONS * (8 * freedom + 3) / (8 * freedom + 1);
    return Math.sqrt(freedom * StrictMath.expm1(z * z / freedom)) / DEVIATIONS;
  }
}
