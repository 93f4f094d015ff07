package org.signalfall.baseline;

/**
 * Levels as 16-bit logarithms, in steps of 0.1 % over 27 decades: small, and in the order of the
 * levels, so that a median of codes is a median of levels.
 */
final class LogCode {

  static final short EMPTY = Short.MIN_VALUE;
  private static final short ZERO = Short.MIN_VALUE + 1;
  private static final int LIMIT = Short.MAX_VALUE - 1;
  private static final double STEPS_PER_E = 1_000;

  private LogCode() {}

  static short of(double level) {
    if (level <= 0) {
      return ZERO;
    }
    // StrictMath, so that every machine keeps the same baseline.
    long code = Math.round(StrictMath.log(level) * STEPS_PER_E);
    return (short) Math.max(-LIMIT, Math.min(LIMIT, code));
  }

  static double level(int code) {
    return code <= ZERO ? 0 : StrictMath.exp(code / STEPS_PER_E);
  }
}
