package org.signalfall.evaluate.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.signalfall.avro.SignalFamily;

/**
 * The change detector of OONI's social media alerts: a cumulative sum (Basseville and Nikiforov,
 * 1993, section 2.2.5) over hourly medians of how blocked something is, 0 to 1, with mean 0 while
 * it works and 0.7 while it is blocked, both fixed beforehand.
 *
 * <pre>
 *   works:   s = max(0, s + y - 0.35), blocked once s exceeds 3.5
 *   blocked: s = max(0, s + 0.35 - y), works again once s exceeds 3.5
 * </pre>
 *
 * <p>At first neither is known, and the first crossing tells without an alarm. After more than a
 * day without a value the sum halves every 48 hours. A level has no share of failures: for one, y
 * is the share that it lacks of its median over seven days.
 *
 * <p>Strictness s asks for a sum of {@code 3.5 s}.
 */
final class HourlyCusum implements ReferenceRule {

  private static final long HOUR_MS = Duration.ofHours(1).toMillis();
  private static final double BLOCKED_MEAN = 0.7;
  private static final double DRIFT = BLOCKED_MEAN / 2;
  private static final double THRESHOLD = 3.5;
  private static final double LONG_GAP_HOURS = 24;
  private static final double HALF_LIFE_HOURS = 48;
  private static final int LEAST_HISTORY = 12;

  /** What is known of the present. */
  private enum State {
    UNKNOWN,
    WORKS,
    BLOCKED
  }

  @Override
  public String title() {
    return "CUSUM of hours";
  }

  @Override
  public List<Alarm> alarms(BinSeries series, double strictness) {
    double threshold = strictness * THRESHOLD;
    State state = State.UNKNOWN;
    double up = 0;
    double down = 0;
    long upSince = 0;
    long downSince = 0;
    long last = Long.MIN_VALUE;
    Rises rises = new Rises();
    for (BinSeries.Bin hour : hours(series)) {
      long start = hour.start();
      double kept = last == Long.MIN_VALUE ? 1 : kept((start - last) / (double) HOUR_MS);
      last = start;
      upSince = up == 0 ? start : upSince;
      downSince = down == 0 ? start : downSince;
      up = state == State.BLOCKED ? 0 : Math.max(0, kept * up + hour.value() - DRIFT);
      down = state == State.WORKS ? 0 : Math.max(0, kept * down + DRIFT - hour.value());
      if (up > threshold) {
        if (state == State.WORKS) {
          rises.open(upSince, hour);
        }
        state = State.BLOCKED;
        up = 0;
        down = 0;
      } else if (down > threshold) {
        if (rises.isOpen()) {
          rises.close(downSince);
        }
        state = State.WORKS;
        up = 0;
        down = 0;
      }
    }
    return rises.all();
  }

  private static double kept(double gapHours) {
    return gapHours > LONG_GAP_HOURS ? StrictMath.pow(0.5, gapHours / HALF_LIFE_HOURS) : 1;
  }

  /** Returns how blocked each hour was, in the median of its bins. */
  private static List<BinSeries.Bin> hours(BinSeries series) {
    RunningMedian history = new RunningMedian(Duration.ofDays(7).toMillis());
    List<BinSeries.Bin> hours = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    BinSeries.Bin first = null;
    BinSeries.Bin previous = null;
    for (BinSeries.Bin bin : series.bins()) {
      if (first != null && bin.start() / HOUR_MS != first.start() / HOUR_MS) {
        hours.add(hour(first, previous, values));
        values.clear();
        first = null;
      }
      history.forget(bin.start());
      boolean probed = series.family() == SignalFamily.PROBE;
      if (probed || (history.size() >= LEAST_HISTORY && history.value() > 0)) {
        double ordinary = probed ? 1 : history.value();
        values.add(Math.max(0, 1 - bin.value() / ordinary));
        first = first == null ? bin : first;
        previous = bin;
      }
      history.add(bin);
    }
    if (first != null) {
      hours.add(hour(first, previous, values));
    }
    return hours;
  }

  private static BinSeries.Bin hour(BinSeries.Bin first, BinSeries.Bin last, List<Double> values) {
    Collections.sort(values);
    double median = values.get(values.size() / 2);
    return new BinSeries.Bin(first.start(), last.end(), median);
  }
}
