package org.signalfall.detect;

import java.util.List;

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
    double samples = 0;
    double failures = 0;
    int unlisted = bin.samples();
    int unlistedFailures = bin.failures();
    int least = bin.samples();
    List<Voice> voices = bin.voices();
    for (int next = 0; next < voices.size(); ) {
      Voice first = voices.get(next);
      int ownSamples = 0;
      int ownFailures = 0;
      for (; next < voices.size() && voices.get(next).vantage() == first.vantage(); next++) {
        ownSamples += voices.get(next).samples();
        ownFailures += voices.get(next).failures();
      }
      if (first.isListed()) {
        double weight = Math.min(cap, ownSamples);
        samples += weight;
        failures += weight * ownFailures / ownSamples;
        unlisted -= ownSamples;
        unlistedFailures -= ownFailures;
        least = Math.min(least, ownSamples);
      }
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
