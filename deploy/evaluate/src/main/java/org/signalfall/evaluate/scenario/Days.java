package org.signalfall.evaluate.scenario;

import java.time.Duration;
import java.time.Instant;
import org.signalfall.ingest.scenario.Period;

/** Times of the scenarios, counted from the Monday on which most of them begin. */
final class Days {

  static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");

  private Days() {}

  /** Returns the moment so many days and hours after the begin. */
  static Instant day(int days, double hours) {
    return BEGIN.plus(Duration.ofDays(days)).plusMillis(Math.round(hours * 3_600_000));
  }

  static Period days(int from, int to) {
    return new Period(day(from, 0), day(to, 0));
  }

  /** Returns hours of one day; beyond 24 they belong to the next. */
  static Period hours(int day, double from, double to) {
    return new Period(day(day, from), day(day, to));
  }
}
