package org.signalfall.detect;

/**
 * What a probe bin is worth as independent evidence.
 *
 * <p>Samples of one vantage within a bin aren't independent, so a vantage counts as at most {@code
 * cap} samples, at its own failure share. A remainder of n samples stands for at least n / m
 * vantages, m being the least contribution listed. Of the failures, the share that controls
 * suffered too is no evidence either way and leaves both sums: with c the success share of the
 * controls,
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
    int least = bin.samples();
    for (VantageCount vantage : bin.vantages()) {
      if (vantage.vantageHash() != VantageCount.REMAINDER) {
        least = Math.min(least, vantage.samples());
      }
    }
    int unlisted = bin.samples();
    int unlistedFailures = bin.failures();
    for (VantageCount vantage : bin.vantages()) {
      if (vantage.vantageHash() != VantageCount.REMAINDER) {
        double weight = Math.min(cap, vantage.samples());
        samples += weight;
        failures += weight * vantage.failures() / vantage.samples();
        unlisted -= vantage.samples();
        unlistedFailures -= vantage.failures();
      }
    }
    if (unlisted > 0) {
      double weight = Math.min(unlisted, cap * Math.ceil(unlisted / (double) least));
      samples += weight;
      failures += weight * unlistedFailures / unlisted;
    }
    double passed =
        bin.controlSamples() == 0 ? 1 : 1 - bin.controlFailures() / (double) bin.controlSamples();
    return new BinEvidence(samples - (1 - passed) * failures, passed * failures);
  }
}
