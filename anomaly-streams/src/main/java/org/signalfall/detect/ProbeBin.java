package org.signalfall.detect;

import java.util.List;

/**
 * A closed, non-empty bin [start, end) of probe samples of one component of one service at one
 * network. Bins of a series arrive in time order, but may lie days apart.
 *
 * @param start first instant of the bin, epoch ms
 * @param end first instant after the bin, epoch ms
 * @param samples samples in the bin, at least 1; one measurement is one sample
 * @param failures how many of them failed
 * @param controlSamples samples of other services at the same network in the same bin; 0 means that
 *     no control is known
 * @param controlFailures how many of the control samples failed
 * @param layers the failures by layer; failures of unknown layer are in none
 * @param vantages the largest contributors and a remainder; empty when vantages are unknown
 */
public record ProbeBin(
    long start,
    long end,
    int samples,
    int failures,
    int controlSamples,
    int controlFailures,
    LayerFailures layers,
    List<VantageCount> vantages) {

  public ProbeBin {
    if (end <= start) {
      throw new IllegalArgumentException(
          "Bin ends at %d, before its start %d".formatted(end, start));
    }
    if (samples < 1 || failures < 0 || failures > samples) {
      throw new IllegalArgumentException(
          "Bin holds %d failures in %d samples".formatted(failures, samples));
    }
    if (controlSamples < 0 || controlFailures < 0 || controlFailures > controlSamples) {
      throw new IllegalArgumentException(
          "Bin holds %d failures in %d control samples".formatted(controlFailures, controlSamples));
    }
    vantages = List.copyOf(vantages);
  }
}
