package org.signalfall.evaluate.report;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.signalfall.evaluate.score.Latencies;
import org.signalfall.evaluate.score.PoissonInterval;

/** How figures are written for a person; what isn't known is a dash. */
final class Figures {

  static final String NONE = "–";

  private Figures() {}

  static String percent(OptionalDouble share) {
    return share.isPresent() ? format("%.1f %%", 100 * share.getAsDouble()) : NONE;
  }

  static String ratio(OptionalDouble value) {
    return value.isPresent() ? format("%.2f", value.getAsDouble()) : NONE;
  }

  /** A rate with its interval. */
  static String rate(OptionalDouble rate, Optional<PoissonInterval> interval) {
    return interval
        .map(bounds -> format("%.4f [%.4f, %.4f]", rate.orElse(0), bounds.low(), bounds.high()))
        .orElse(NONE);
  }

  /** Median and worst, in minutes. */
  static String minutes(Latencies latencies) {
    return latencies
        .median()
        .map(median -> minutes(median) + " / " + minutes(latencies.worst().orElseThrow()))
        .orElse(NONE);
  }

  static String minutes(Duration duration) {
    return format("%.0f", duration.toMillis() / 60_000.0);
  }

  static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
