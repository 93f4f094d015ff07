package org.signalfall.signal;

/**
 * One sample of a simulated feed.
 *
 * @param series series that it is of; its signal says whether it is a probe
 * @param time when it was taken, epoch ms
 * @param value level, or for a probe above 0 when it succeeded
 * @param id identity of the measurement
 */
record Reading(SeriesId series, long time, double value, long id) {

  private static final long MINUTE = 60_000;

  static final String PROBE = ProbeGroup.PROBE_SUCCESS;

  /** Five minutes declared, and silence is zero. */
  static final String COUNT = "count";

  /** An hour declared, and silence says nothing. */
  static final String SHARE = "share";

  /** Whatever the samples show. */
  static final String UNDECLARED = "undeclared";

  String feed() {
    return isProbe() ? "probes" : "levels";
  }

  boolean isProbe() {
    return series.signal().equals(PROBE);
  }

  long cadence() {
    return switch (series.signal()) {
      case COUNT -> 5 * MINUTE;
      case SHARE -> 60 * MINUTE;
      default -> 0;
    };
  }

  boolean absenceIsZero() {
    return series.signal().equals(COUNT);
  }
}
