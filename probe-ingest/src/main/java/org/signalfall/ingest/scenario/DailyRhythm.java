package org.signalfall.ingest.scenario;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * How lively a country is by its local clock: least before dawn, most from late afternoon to late
 * evening, calmer on Fridays. Averages about 1 over a day.
 *
 * <p>{@code 1 + 0.5 cos(2 pi (h - 17) / 24) + 0.15 cos(4 pi (h - 21) / 24)}, h the local hour.
 */
final class DailyRhythm {

  private static final double FRIDAY = 0.92;

  private final ZoneId zone;

  DailyRhythm(ZoneId zone) {
    this.zone = zone;
  }

  /** Returns the liveliness at a moment in epoch milliseconds, about 0.4 to 1.5. */
  double at(long time) {
    ZonedDateTime local = Instant.ofEpochMilli(time).atZone(zone);
    double turn = 2 * Math.PI / 24;
    double hour = local.getHour() + local.getMinute() / 60.0;
    // StrictMath, since the same seed has to give the same bytes on any machine.
    double level =
        1
            + 0.5 * StrictMath.cos(turn * (hour - 17))
            + 0.15 * StrictMath.cos(2 * turn * (hour - 21));
    return local.getDayOfWeek() == DayOfWeek.FRIDAY ? FRIDAY * level : level;
  }
}
