package org.signalfall.topology;

import java.util.stream.IntStream;

/**
 * How much one feed may make a task remember. Who invents networks, regions, components, signals,
 * prefixes or peers reaches a limit; what is known by then goes on as before.
 *
 * <p>Each is at least 1.
 *
 * @param feeds feeds of one topic
 * @param countries countries that one feed speaks of. Default 500: twice as many as there are
 * @param scopes networks and regions of one country. Default 20,000: more than the country with the
 *     most networks has
 * @param series series in one network or region. Default 10,000
 * @param components series of one service in one network or region. Default 1,000
 * @param prefixes prefixes in the tables of one feed of BGP, of both families together. Default
 *     5,000,000: four full tables, though a task has only its share of one
 * @param peers peers of one feed of BGP, those that are gone among them. Default 10,000: ten times
 *     as many as the largest collections have
 */
public record SeriesLimits(
    int feeds, int countries, int scopes, int series, int components, int prefixes, int peers) {

  public SeriesLimits {
    if (IntStream.of(feeds, countries, scopes, series, components, prefixes, peers).min().orElse(0)
        < 1) {
      throw new IllegalArgumentException("a limit is 1 at least");
    }
  }

  /** Returns the limits unless told otherwise. */
  public static SeriesLimits defaults() {
    return new SeriesLimits(1_000, 500, 20_000, 10_000, 1_000, 5_000_000, 10_000);
  }
}
