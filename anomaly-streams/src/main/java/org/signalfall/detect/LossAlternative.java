package org.signalfall.detect;

import org.signalfall.baseline.Expectation;

/**
 * The hypothesis that a level is down by a factor exp(-depth), to be told from the ordinary.
 *
 * @param depth natural logarithm of the loss, above 0
 * @param variance relative variance that a bin is worth under this hypothesis
 * @param benefit at least 1: how many times what is observed counts. Where noise alone reaches
 *     further down than any loss that is looked for, as it does in the smallest counts, depth
 *     leaves no room for the doubt of the level, and the level is taken one deviation lower instead
 */
record LossAlternative(double depth, double variance, double benefit) {

  private LossAlternative(double depth, double variance) {
    this(depth, variance, 1);
  }

  /**
   * Returns the partial alternative: what is lost lies beyond noise and beyond what habits move,
   * and bins count as the few independent ones that a long run of them is worth.
   */
  static LossAlternative partial(LevelRules rules, Expectation expectation) {
    double noise = rules.partialSpreads() * Math.sqrt(expectation.variance());
    double doubt = 2 * rules.partialSpreads() * Math.sqrt(expectation.offset());
    double habit = habit(rules, expectation) * (expectation.knowsWeek() ? 1 : rules.youngWeek());
    double depth = Math.max(Math.max(rules.partialDepth(), habit), Math.max(noise, doubt));
    boolean tooDeep = depth > rules.deepestDepth();
    return new LossAlternative(
        Math.min(rules.deepestDepth(), depth),
        expectation.longRunVariance(),
        tooDeep ? StrictMath.exp(Math.sqrt(expectation.doubt())) : 1);
  }

  /**
   * Returns the deep alternative: so far down that noise doesn't reach half of it, however
   * correlated, be it the noise of single bins or of whole hours; null for a signal too noisy.
   */
  static LossAlternative deep(LevelRules rules, Expectation expectation, int binsPerHour) {
    double least = Math.max(rules.deepDepth(), 2 * habit(rules, expectation));
    double byBin =
        Math.max(
            least, rules.deepSpreads() * Math.sqrt(expectation.variance() + expectation.doubt()));
    if (byBin <= rules.deepestDepth()) {
      return new LossAlternative(byBin, expectation.variance());
    }
    double hourSpread = Math.sqrt(expectation.hourlyVariance() / binsPerHour + expectation.doubt());
    double byHour = Math.max(least, rules.deepSpreads() * hourSpread);
    return byHour <= rules.deepestDepth()
        ? new LossAlternative(byHour, expectation.hourlyVariance())
        : null;
  }

  /** Returns the log-likelihood ratio of this loss against the ordinary, for an observed share. */
  double loss(double share) {
    return (1 - StrictMath.exp(-depth) - benefit * share * depth) / variance;
  }

  /**
   * Returns the alternative that an event at the share {@code left} is: what it is told from the
   * ordinary by is the noise of bins, of hours or of long runs, whichever doesn't reach half way.
   */
  static LossAlternative event(
      LevelRules rules, Expectation expectation, int binsPerHour, double left) {
    double depth = StrictMath.log(1 / left);
    double reach = rules.deepSpreads() / 2;
    if (depth > reach * Math.sqrt(expectation.variance())) {
      return new LossAlternative(depth, expectation.variance());
    }
    if (depth > reach * Math.sqrt(expectation.hourlyVariance() / binsPerHour)) {
      return new LossAlternative(depth, expectation.hourlyVariance());
    }
    return new LossAlternative(depth, expectation.longRunVariance());
  }

  /** Returns the share above which a bin speaks for the ordinary rather than for this loss. */
  double neutralShare() {
    return (1 - StrictMath.exp(-depth)) / depth;
  }

  /**
   * Returns the log-likelihood ratio of a run's own mean share against that of a weekend that isn't
   * known yet; infinite where none can surprise: in a flat level, or once the week is known.
   */
  double beyondWeekend(LevelRules rules, Expectation expectation, LevelRun run) {
    if (expectation.knowsWeek() || expectation.swing() == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double weekend =
        Math.max(rules.weekendShare(), StrictMath.exp(-rules.swingShare() * expectation.swing()));
    double share = Math.min(weekend, run.share());
    double logarithmic = share > 0 ? share * StrictMath.log(share / weekend) : 0;
    return run.bins() * (weekend - share + logarithmic) / variance;
  }

  private static double habit(LevelRules rules, Expectation expectation) {
    return Math.min(rules.mostHabit(), rules.swingShare() * expectation.swing());
  }
}
