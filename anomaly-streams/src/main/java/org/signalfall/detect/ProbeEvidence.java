package org.signalfall.detect;

/**
 * What only a probe series knows about an affected span.
 *
 * @param failures failed samples in the span
 * @param layers the failures by layer
 * @param vantages distinct vantages that saw failures, counted up to 16; 0 when vantages are
 *     unknown
 * @param controlled whether controls passed beside at least half of the failures
 */
public record ProbeEvidence(int failures, LayerFailures layers, int vantages, boolean controlled) {}
