package org.signalfall.evaluate.rule;

import java.time.Duration;
import java.util.List;
import org.signalfall.avro.SignalFamily;

/**
 * IODA's public alert rule: a bin below a fraction of the median of the history before it, of 24
 * hours for visible /24s and 7 days for the rest (IODA's help page, "Outage alerts"). Bins of an
 * alarm enter the history as all others do.
 *
 * <p>Strictness s asks for {@code fraction ^ s}: a loss s times as deep in logarithm.
 */
enum MedianRatio implements ReferenceRule {
  /** BGP 0.99, probing 0.80, telescope and all else 0.25. */
  WARNING("IODA warning", 0.99, 0.80, 0.25),
  /** BGP 0.50, probing 0.50, telescope and all else 0.10. */
  CRITICAL("IODA critical", 0.50, 0.50, 0.10);

  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final int LEAST_HISTORY = 12;

  private final String title;
  private final double routes;
  private final double probing;
  private final double other;

  MedianRatio(String title, double routes, double probing, double other) {
    this.title = title;
    this.routes = routes;
    this.probing = probing;
    this.other = other;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public List<Alarm> alarms(BinSeries series, double strictness) {
    boolean ofRoutes = series.signal().startsWith("bgp-");
    double fraction = StrictMath.pow(fraction(series, ofRoutes), strictness);
    RunningMedian history = new RunningMedian((ofRoutes ? DAY : WEEK).toMillis());
    Rises rises = new Rises();
    for (BinSeries.Bin bin : series.bins()) {
      history.forget(bin.start());
      if (history.size() >= LEAST_HISTORY) {
        boolean low = bin.value() < fraction * history.value();
        if (low && !rises.isOpen()) {
          rises.open(bin.start(), bin);
        } else if (!low && rises.isOpen()) {
          rises.close(bin.start());
        }
      }
      history.add(bin);
    }
    return rises.all();
  }

  private double fraction(BinSeries series, boolean ofRoutes) {
    if (ofRoutes) {
      return routes;
    }
    boolean probed =
        series.family() == SignalFamily.PROBE || series.signal().startsWith("active-probing");
    return probed ? probing : other;
  }
}
