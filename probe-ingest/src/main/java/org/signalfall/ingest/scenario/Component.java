package org.signalfall.ingest.scenario;

import org.signalfall.avro.Locality;

/**
 * A component of a service, as a probe tries it.
 *
 * @param name such as {@code app}, {@code web} or {@code media}
 * @param endpoints how many endpoints one measurement tries, at least 1
 * @param locality where they stand, seen from the country
 */
public record Component(String name, int endpoints, Locality locality) {}
