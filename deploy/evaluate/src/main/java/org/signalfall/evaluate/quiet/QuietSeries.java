package org.signalfall.evaluate.quiet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A kind of series to which nothing ever happens. */
public sealed interface QuietSeries permits QuietLevels, QuietProbes {

  /** Monday, when every generated series begins. */
  Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");

  /** Returns what kind of series it is, in a few words. */
  String name();

  /** Returns the width of its bins. */
  Duration cadence();

  /** Returns how often an ordinary series may open in a year, as the detector is configured. */
  double configuredPerYear();

  /**
   * Generates a series from a seed, has the detector judge it, and returns when it opened, as time
   * since the begin.
   */
  List<Duration> openings(long seed, Duration length);
}
