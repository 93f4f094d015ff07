package org.signalfall.evaluate.quiet;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.signalfall.evaluate.shape.Curve;
import org.signalfall.evaluate.shape.Noise;

/** The kinds of quiet series that the configured rate of false alarms is held against. */
public final class QuietCatalogue {

  private static final ZoneId UTC = ZoneOffset.UTC;
  private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  private static final List<Duration> LEVEL_CADENCES =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2));
  private static final List<Duration> PROBE_CADENCES =
      List.of(
          Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(6));
  private static final double[] FAILURE_RATES = {0.01, 0.02, 0.05, 0.1};

  private QuietCatalogue() {}

  /** Returns all kinds. */
  public static List<QuietSeries> all() {
    List<QuietSeries> all = new ArrayList<>();
    LEVEL_CADENCES.forEach(cadence -> all.addAll(levels(cadence)));
    for (Duration cadence : PROBE_CADENCES) {
      for (double rate : FAILURE_RATES) {
        all.add(probes(cadence, 1, rate));
      }
    }
    for (double rate : FAILURE_RATES) {
      all.add(probes(Duration.ofMinutes(10), 20, rate));
    }
    return all;
  }

  private static List<QuietSeries> levels(Duration cadence) {
    return List.of(
        level("counts of 0.5", cadence, Curve.flat(0.5), Noise::poisson),
        level("counts of 5", cadence, Curve.flat(5), Noise::poisson),
        level("counts of 50", cadence, Curve.flat(50), Noise::poisson),
        level("counts of 2000", cadence, Curve.flat(2_000), Noise::poisson),
        level("bursty counts of 50", cadence, Curve.flat(50), () -> Noise.bursty(5)),
        level("diurnal counts of 3, 1 to 7", cadence, Curve.diurnal(3, 2, UTC), Noise::poisson),
        level("diurnal counts of 100, 1 to 7", cadence, Curve.diurnal(100, 2, UTC), Noise::poisson),
        level(
            "diurnal counts of 1000, 1 to 20",
            cadence,
            Curve.diurnal(1_000, 3, UTC),
            Noise::poisson),
        level(
            "diurnal level, weekends at 90 %, spread 5 %",
            cadence,
            Curve.diurnal(1_000, 1.2, UTC).on(WEEKEND, 0.9, UTC),
            () -> Noise.normal(0.05)),
        level(
            "diurnal level, weekends at 80 %, spread 5 %",
            cadence,
            Curve.diurnal(1_000, 1.2, UTC).on(WEEKEND, 0.8, UTC),
            () -> Noise.normal(0.05)),
        level(
            "diurnal level, weekends at 70 %, spread 5 %",
            cadence,
            Curve.diurnal(1_000, 1.2, UTC).on(WEEKEND, 0.7, UTC),
            () -> Noise.normal(0.05)),
        level(
            "diurnal level, wandering for an hour, spread 6 %",
            cadence, Curve.diurnal(1_000, 1.2, UTC), wandering(0.06, Duration.ofHours(1), cadence)),
        level(
            "flat level, wandering for ten hours, spread 10 %",
            cadence, Curve.flat(1_000), wandering(0.1, Duration.ofHours(10), cadence)),
        level(
            "flat level, wandering for three days, spread 10 %",
            cadence, Curve.flat(1_000), wandering(0.1, Duration.ofDays(3), cadence)),
        level(
            "flat level, heavy tail, spread 10 %",
            cadence, Curve.flat(1_000), () -> Noise.heavyTailed(0.1)),
        level(
            "diurnal level, heavy tail, spread 10 %",
            cadence, Curve.diurnal(1_000, 1.5, UTC), () -> Noise.heavyTailed(0.1)),
        level("flat level, spread 0.2 %", cadence, Curve.flat(3_000), () -> Noise.normal(0.002)),
        level("share of 10 near 98 %", cadence, Curve.flat(98), () -> Noise.answering(10)),
        level("share of 50 near 95 %", cadence, Curve.flat(95), () -> Noise.answering(50)),
        level("share of 200 near 60 %", cadence, Curve.flat(60), () -> Noise.answering(200)));
  }

  private static QuietLevels level(
      String name, Duration cadence, Curve curve, Supplier<Noise> noise) {
    return new QuietLevels(name, cadence, curve, noise);
  }

  /** Noise whose correlation falls to 1/e within a time. */
  private static Supplier<Noise> wandering(double spread, Duration time, Duration cadence) {
    double correlation = StrictMath.exp(-(double) cadence.toMillis() / time.toMillis());
    return () -> Noise.autoregressive(spread, correlation);
  }

  private static QuietProbes probes(Duration cadence, int samples, double rate) {
    String name =
        String.format(
            Locale.ROOT, "probes, %d a bin, %.0f %% of samples fail", samples, 100 * rate);
    return new QuietProbes(name, cadence, samples, rate);
  }
}
