package org.signalfall.detect;

/**
 * Asks what is left of a run of bins when no single vantage or version may decide.
 *
 * <p>Each contributor gains, from n bins of which it calls f failed, the log-likelihood ratio
 *
 * <pre>  gain = f ln(p1 / p0) + (n - f) ln((1 - p1) / (1 - p0))</pre>
 *
 * @param rate failure rate p1 that the run is for
 * @param against failure rate p0 that it is against
 */
record LeaveOneOut(double rate, double against) {

  /** Returns what one contributor says for the run. */
  double gain(Contribution part) {
    return gain(part, rate);
  }

  private double gain(Contribution part, double at) {
    return part.failures() * StrictMath.log(at / against)
        + (part.samples() - part.failures()) * StrictMath.log((1 - at) / (1 - against));
  }

  /**
   * Returns whether the run reaches the threshold although no vantage counts for more than a share
   * of it: the others must bring the rest.
   */
  boolean isSharedOpinion(Contributors vantages, double threshold, double most) {
    double sum = gain(vantages.rest());
    for (Contribution vantage : vantages.listed()) {
      sum += Math.min(most * threshold, gain(vantage));
    }
    return sum >= threshold;
  }

  /**
   * Returns whether the run would be over without one of them: by a quarter of the threshold, what
   * the others say speaks against failing as often as that one does.
   */
  boolean isContradictedByOthers(Contributors contributors, double threshold) {
    Contribution all = contributors.sum();
    for (Contribution one : contributors.listed()) {
      double own = Math.max(rate, (one.failures() + 1.0) / (one.samples() + 2));
      if (gain(one) > 0 && gain(all.minus(one), own) <= -threshold / 4) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether what is left without that one still speaks for the run half as loudly. */
  boolean stands(Contributors contributors, long value, double threshold) {
    Contribution left = contributors.sum();
    for (Contribution one : contributors.listed()) {
      left = one.value() == value ? left.minus(one) : left;
    }
    return gain(left) >= threshold / 2;
  }
}
