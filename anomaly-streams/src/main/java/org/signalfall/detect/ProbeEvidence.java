package org.signalfall.detect;

import java.util.List;

/**
 * What only a probe series knows about an affected span.
 *
 * @param failures failed samples in the span
 * @param layers the failures by layer
 * @param vantages distinct vantages that saw failures, counted up to 16; 0 when vantages are
 *     unknown
 * @param controlled whether controls passed beside at least half of the failures
 * @param byVantage the largest vantages and the rest; empty when vantages are unknown
 * @param byVersion the same for software versions, hash 0 for those that aren't named among the
 *     rest
 */
public record ProbeEvidence(
    int failures,
    LayerFailures layers,
    int vantages,
    boolean controlled,
    List<Contribution> byVantage,
    List<Contribution> byVersion) {

  /** Returns the evidence of a single bin that belongs to no span. */
  static ProbeEvidence ofBin(int failures) {
    return new ProbeEvidence(failures, LayerFailures.NONE, 0, false, List.of(), List.of());
  }
}
