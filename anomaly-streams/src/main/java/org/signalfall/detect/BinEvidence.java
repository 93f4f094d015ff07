package org.signalfall.detect;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a probe bin is worth as independent evidence.
 *
 * <p>Samples of one vantage within a bin aren't independent, so a vantage counts as at most {@code
 * cap} samples, at its own failure share. A remainder of n samples stands for at least n / m
 * vantages, m being the least contribution listed. Of the failures, the share that controls
 * suffered too is no evidence either way and leaves both sums: with c the success share of the
 * controls, or 0 when most of them fail, since then it is the network that fails,
 *
 * <pre>  failures' = c failures,   samples' = samples - (1 - c) failures</pre>
 *
 * @param samples effective samples
 * @param failures effective failures
 */
record BinEvidence(double samples, double failures) {

  static BinEvidence of(ProbeBin bin, double cap) {
    Map<Long, int[]> byVantage = new TreeMap<>();
    for (Voice voice : bin.voices()) {
      if (voice.isListed()) {
        int[] counts = byVantage.computeIfAbsent(voice.vantage(), vantage -> new int[2]);
        counts[0] += voice.samples();
        counts[1] += voice.failures();
      }
    }
    double samples = 0;
    double failures = 0;
    int unlisted = bin.samples();
    int unlistedFailures = bin.failures();
    int least = bin.samples();
    for (int[] counts : byVantage.values()) {
      double weight = Math.min(cap, counts[0]);
      samples += weight;
      failures += weight * counts[1] / counts[0];
      unlisted -= counts[0];
      unlistedFailures -= counts[1];
      least = Math.min(least, counts[0]);
    }
    if (unlisted > 0) {
      double weight = Math.min(unlisted, cap * Math.ceil(unlisted / (double) least));
      samples += weight;
      failures += weight * unlistedFailures / unlisted;
    }
    double passed = passedByControls(bin);
    return new BinEvidence(samples - (1 - passed) * failures, passed * failures);
  }

  private static double passedByControls(ProbeBin bin) {
    if (bin.controlSamples() == 0) {
      return 1;
    }
    return 2 * bin.controlFailures() > bin.controlSamples()
        ? 0
        : 1 - bin.controlFailures() / (double) bin.controlSamples();
  }
}
