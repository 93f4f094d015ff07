package org.signalfall.evaluate.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Where values stand on a panel, which begins at zero.
 *
 * @param most topmost value, above 0
 * @param top where it stands, pixels
 * @param height pixels down to zero
 */
record ValueAxis(double most, double top, double height) {

  private static final int MOST_TICKS = 4;

  double y(double value) {
    return top + height * (1 - Math.max(0, Math.min(most, value)) / most);
  }

  /** Returns round values from zero up. */
  List<Double> ticks() {
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(most / MOST_TICKS)));
    double step = power;
    for (double factor : new double[] {1, 2, 5, 10}) {
      step = factor * power;
      if (most / step <= MOST_TICKS) {
        break;
      }
    }
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; i * step <= most; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** Returns a value in a few characters. */
  static String text(double value) {
    if (value >= 1e9) {
      return plain(value / 1e9) + " G";
    }
    return value >= 1e6 ? plain(value / 1e6) + " M" : plain(value);
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }
}
