package org.signalfall.ingest.scenario;

/**
 * A region of the scenario.
 *
 * @param code ISO 3166-2 code
 * @param weight its share of the country's users, above 0; shares need not add up to 1
 */
public record Region(String code, double weight) {}
