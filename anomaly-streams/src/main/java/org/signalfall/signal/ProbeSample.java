package org.signalfall.signal;

import org.signalfall.avro.Locality;
import org.signalfall.detect.LayerFailures;

/**
 * One component of one measurement.
 *
 * @param measurement hash of the measurement's identity
 * @param vantage hash of the vantage, not 0
 * @param version hash of the software version; 0 where none is named
 * @param inferred whether the vantage was inferred and may stand for several
 * @param failure layers of the failure; null for a success
 * @param networkName name of the network, may be empty
 * @param locality where the target stands
 * @param goodputKbps goodput in kbit/s; 0 where it wasn't measured
 */
public record ProbeSample(
    long measurement,
    long vantage,
    long version,
    boolean inferred,
    LayerFailures failure,
    String networkName,
    Locality locality,
    int goodputKbps) {}
