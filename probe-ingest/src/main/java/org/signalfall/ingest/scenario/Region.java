package org.signalfall.ingest.scenario;

/**
 * A region of the scenario.
 *
 * @param code ISO 3166-2 code; null where the country isn't told apart
 * @param weight its share of the country's users, above 0; shares need not add up to 1
 */
public record Region(String code, double weight) {

  /** The one region of a country that isn't told apart. */
  static final Region WHOLE_COUNTRY = new Region(null, 1);
}
