package org.signalfall.topology;

import org.signalfall.avro.Origin;
import org.signalfall.avro.SignalFamily;
import org.signalfall.signal.SeriesId;

/**
 * What a verdict is about.
 *
 * @param feed feed of the series
 * @param origin why the feed's records exist
 * @param series the series
 * @param family family of its signal
 * @param networkName name of its network, empty when unknown or above a network
 */
record Subject(
    String feed, Origin origin, SeriesId series, SignalFamily family, String networkName) {}
