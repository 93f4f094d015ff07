package org.signalfall.ingest.scenario;

import org.signalfall.avro.Access;

/**
 * A network of the scenario.
 *
 * @param asn autonomous system number
 * @param name name that people know it by
 * @param access how its users get online
 * @param weight its share of the country's users, above 0; shares need not add up to 1
 */
public record Network(long asn, String name, Access access, double weight) {}
