package org.signalfall.evaluate.shape;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.signalfall.ingest.scenario.Period;

/** The ordinary level of a series over time, before noise. */
@FunctionalInterface
public interface Curve {

  /** Returns the level at an event time, epoch ms. */
  double at(long time);

  /** A level that doesn't change. */
  static Curve flat(double level) {
    return time -> level;
  }

  /**
   * A level that goes up and down with the local day: least at three in the morning.
   *
   * @param level geometric mean
   * @param swing natural logarithm of the highest over the lowest level
   */
  static Curve diurnal(double level, double swing, ZoneId zone) {
    return time -> {
      ZonedDateTime local = local(time, zone);
      double day = (local.toLocalTime().toSecondOfDay() - 3 * 3_600) / 86_400.0;
      return level * StrictMath.exp(-swing / 2 * StrictMath.cos(2 * Math.PI * day));
    };
  }

  /** The same with a share of the level on some days of the local week. */
  default Curve on(Set<DayOfWeek> days, double share, ZoneId zone) {
    return time -> at(time) * (days.contains(local(time, zone).getDayOfWeek()) ? share : 1);
  }

  /** The same, changing by {@code exp(rate)} a day from a time on. */
  default Curve drifting(Instant from, double rate) {
    long start = from.toEpochMilli();
    return time -> at(time) * StrictMath.exp(rate * Math.max(0, time - start) / 86_400_000.0);
  }

  /** The same with a share of the level during a period. */
  default Curve during(Period period, double share) {
    return time -> at(time) * (period.contains(time) ? share : 1);
  }

  private static ZonedDateTime local(long time, ZoneId zone) {
    return Instant.ofEpochMilli(time).atZone(zone);
  }
}
