package org.signalfall.topology;

/**
 * How much one feed may make a task remember. Who invents networks, regions, components or signals
 * reaches a limit; what is known by then goes on as before.
 *
 * <p>Each is at least 1.
 *
 * @param feeds feeds of one topic
 * @param countries countries that one feed speaks of. Default 500: twice as many as there are
 * @param scopes networks and regions of one country. Default 20,000: more than the country with the
 *     most networks has
 * @param series series in one network or region. Default 10,000
 * @param components series of one service in one network or region. Default 1,000
 */
public record SeriesLimits(int feeds, int countries, int scopes, int series, int components) {

  public SeriesLimits {
    if (feeds < 1 || countries < 1 || scopes < 1 || series < 1 || components < 1) {
      throw new IllegalArgumentException("a limit is 1 at least");
    }
  }

  /** Returns the limits unless told otherwise. */
  public static SeriesLimits defaults() {
    return new SeriesLimits(1_000, 500, 20_000, 10_000, 1_000);
  }
}
