package org.signalfall.detect;

import java.util.Optional;
import org.signalfall.baseline.Expectation;

/**
 * Judges a level series bin by bin: Page's cumulative sum test (1954) of "down by at least d"
 * against "ordinary".
 *
 * <p>With x the observed share of the ordinary level, v the relative variance of a bin and q =
 * exp(-d), a bin contributes the quasi-Poisson log-likelihood ratio
 *
 * <pre>  step = (1 - q + x ln q) / v,  at most threshold / 2</pre>
 *
 * which for counts is the exact Poisson ratio, and for large levels tends to the normal one. The
 * cap keeps a freak from deciding: opening takes two bins at least. Two alternatives run side by
 * side:
 *
 * <ul>
 *   <li>partial: d = 0.2 or three standard deviations; v is that of a long run, so that bins which
 *       vary together count as the few independent ones that they are worth;
 *   <li>deep: d = 0.7 or eight standard deviations; v is that of a single bin, since even
 *       correlated noise doesn't reach half of that depth. Left out for a signal too noisy for it.
 * </ul>
 *
 * <p>The series opens at threshold = ln(alternatives x bins a year / false alarms a year): the mean
 * number of bins between false alarms is at least exp(threshold) (Lorden, 1971). Onset is where the
 * sum last stood at zero.
 *
 * <p>Closing tests the reverse: "ordinary" against "still at the event's own level" r,
 *
 * <pre>  step = (x ln(1/r) - (1 - r)) / v,  at most threshold / 2</pre>
 *
 * for a bin close to the ordinary; a bin nearer to the partial alternative speaks against recovery
 * by the opening ratio, however much better than the event's it is.
 */
public final class LevelDetector {

  private static final double YEAR_MS = 365.25 * 86_400_000;
  private static final int ALTERNATIVES = 2;

  /** An event's level below this share is taken for this share: silence has no logarithm. */
  private static final double LEAST_RATIO = 0.05;

  private final LevelRules rules;

  /** Creates a detector; it keeps no state of its own and serves any number of series. */
  public LevelDetector(LevelRules rules) {
    this.rules = rules;
  }

  /**
   * Judges the next bin of a series.
   *
   * @throws IllegalArgumentException when the bin begins before the last one ended
   */
  public SeriesVerdict judge(LevelState state, LevelBin bin) {
    boolean first = state.lastEnd == Long.MAX_VALUE;
    if (!first && bin.start() < state.lastEnd) {
      throw new IllegalArgumentException(
          "Bin begins at %d, but the last one ended at %d".formatted(bin.start(), state.lastEnd));
    }
    state.cadence = bin.cadence();
    Optional<Expectation> known =
        state.baseline.expect(rules.baseline(), bin.start(), bin.cadence());
    SeriesStatus before = state.status;
    SeriesVerdict verdict =
        known.isEmpty()
            ? gather(state, bin)
            : before.isAffected()
                ? judgeAffected(state, bin, known.get())
                : judgeOrdinary(state, bin, known.get());
    state.lastEnd = bin.end();
    return verdict;
  }

  /** Returns the event time (epoch ms) at which {@link #lapse} becomes due; MAX_VALUE if never. */
  public long lapseDeadline(LevelState state) {
    return state.status == SeriesStatus.INSUFFICIENT || state.status.isAffected()
        ? Long.MAX_VALUE
        : state.lastEnd + rules.lapseBins() * state.cadence;
  }

  /**
   * Notes that a series in which a missing bin means nothing has had none up to {@code now}: beyond
   * the tolerance it is INSUFFICIENT, unless affected, which silence doesn't change.
   */
  public SeriesVerdict lapse(LevelState state, long now) {
    SeriesStatus before = state.status;
    if (now >= lapseDeadline(state)) {
      state.status = SeriesStatus.INSUFFICIENT;
      state.partial.clear();
      state.deep.clear();
    }
    return state.status.isAffected()
        ? affectedVerdict(state, before)
        : quietVerdict(state, before, Double.NaN, Double.NaN, 0, state.lastEnd - state.cadence);
  }

  private SeriesVerdict gather(LevelState state, LevelBin bin) {
    state.baseline.observe(rules.baseline(), bin.start(), bin.cadence(), level(bin));
    state.baseline.settle(rules.baseline(), bin.cadence());
    state.status = SeriesStatus.INSUFFICIENT;
    return quietVerdict(state, state.status, level(bin), Double.NaN, bin.samples(), bin.start());
  }

  private SeriesVerdict judgeOrdinary(LevelState state, LevelBin bin, Expectation expectation) {
    SeriesStatus before = state.status;
    double threshold = threshold(bin.cadence());
    state.relativeSpread = Math.sqrt(expectation.variance());
    Depths depths = depths(expectation);
    accumulate(
        state.partial, state, bin, expectation, depths.partial(), expectation.longRunVariance());
    if (depths.hasDeep()) {
      accumulate(state.deep, state, bin, expectation, depths.deep(), expectation.variance());
    } else {
      state.deep.clear();
    }
    state.baseline.observe(rules.baseline(), bin.start(), bin.cadence(), level(bin));

    LevelRun strongest = strongest(state);
    if (strongest.score() >= threshold) {
      open(state);
      return affectedVerdict(state, before);
    }
    if (strongest.isEmpty()) {
      state.baseline.settle(rules.baseline(), bin.cadence());
      state.status = SeriesStatus.NORMAL;
      return quietVerdict(
          state, before, level(bin), expectation.level(), bin.samples(), bin.start());
    }
    state.status =
        strongest.score() >= rules.suspectShare() * threshold
            ? SeriesStatus.SUSPECT
            : SeriesStatus.NORMAL;
    return runVerdict(state, before, strongest, null);
  }

  private void accumulate(
      LevelRun run,
      LevelState state,
      LevelBin bin,
      Expectation expectation,
      double depth,
      double variance) {
    double step = lossStep(level(bin) / expectation.level(), depth, variance, bin.cadence());
    run.accumulate(step, bin, level(bin), expectation.level(), previousEnd(state, bin));
  }

  private void open(LevelState state) {
    LevelRun strongest = strongest(state);
    long onset = strongest.began().earliest();
    state.event.become(strongest);
    state.baseline.discardSince(onset);
    state.partial.clear();
    state.deep.clear();
    state.recovery.clear();
    state.status = SeriesStatus.OPEN;
  }

  private SeriesVerdict judgeAffected(LevelState state, LevelBin bin, Expectation expectation) {
    SeriesStatus before = state.status;
    double threshold = threshold(bin.cadence());
    state.relativeSpread = Math.sqrt(expectation.variance());
    Depths depths = depths(expectation);
    double ratio = level(bin) / expectation.level();
    double eventRatio =
        Math.max(LEAST_RATIO, Math.min(Math.exp(-depths.partial()), state.event.ratio()));
    boolean isDeep = depths.hasDeep() && eventRatio <= Math.exp(-depths.deep());
    double variance = isDeep ? expectation.variance() : expectation.longRunVariance();
    double loss = lossStep(ratio, depths.partial(), expectation.longRunVariance(), bin.cadence());
    double step =
        ratio >= ordinaryShare(depths.partial())
            ? Math.min(
                threshold / 2, (ratio * Math.log(1 / eventRatio) - (1 - eventRatio)) / variance)
            : -loss;

    if (state.recovery.score() + step <= 0) {
      if (!state.recovery.isEmpty()) {
        state.event.absorb(state.recovery);
      }
      state.event.extend(bin, level(bin), expectation.level(), previousEnd(state, bin));
      state.event.addScore(loss);
    } else {
      state.recovery.accumulate(
          step, bin, level(bin), expectation.level(), previousEnd(state, bin));
    }
    boolean isOrdinary = state.recovery.ratio() >= ordinaryShare(depths.partial());
    if (state.recovery.score() >= threshold && isOrdinary) {
      state.status = SeriesStatus.NORMAL;
      SeriesVerdict verdict = affectedVerdict(state, before);
      state.event.clear();
      state.recovery.clear();
      return verdict;
    }
    state.status =
        state.recovery.score() >= rules.suspectShare() * threshold
            ? SeriesStatus.RECOVERING
            : SeriesStatus.OPEN;
    return affectedVerdict(state, before);
  }

  private SeriesVerdict affectedVerdict(LevelState state, SeriesStatus before) {
    Interval ended = state.recovery.isEmpty() ? null : state.recovery.began();
    return runVerdict(state, before, state.event, ended);
  }

  private SeriesVerdict runVerdict(
      LevelState state, SeriesStatus before, LevelRun run, Interval ended) {
    return new SeriesVerdict(
        before,
        state.status,
        run.meanObserved(),
        run.meanExpected(),
        run.meanExpected() * state.relativeSpread,
        run.samples(),
        run.score(),
        threshold(state.cadence),
        Math.exp(-run.score()),
        run.began(),
        ended,
        run.firstBin(),
        run.lastBin(),
        isNoisy(state),
        false,
        null);
  }

  private SeriesVerdict quietVerdict(
      LevelState state,
      SeriesStatus before,
      double observed,
      double expected,
      long samples,
      long bin) {
    return new SeriesVerdict(
        before,
        state.status,
        observed,
        expected,
        expected * state.relativeSpread,
        samples,
        0,
        threshold(state.cadence),
        1,
        null,
        null,
        bin,
        bin,
        isNoisy(state),
        false,
        null);
  }

  private boolean isNoisy(LevelState state) {
    return state.relativeSpread > rules.noisySpread();
  }

  private double lossStep(double ratio, double depth, double variance, long cadence) {
    double step = (1 - Math.exp(-depth) - ratio * depth) / variance;
    return Math.min(threshold(cadence) / 2, step);
  }

  /** Returns the share above which a bin speaks for the ordinary rather than for a partial loss. */
  private static double ordinaryShare(double depth) {
    return (1 - Math.exp(-depth)) / depth;
  }

  private double threshold(long cadence) {
    double binsPerYear = YEAR_MS / cadence;
    return Math.log(ALTERNATIVES * binsPerYear / rules.falseAlarmsPerYear());
  }

  private Depths depths(Expectation expectation) {
    double spread = Math.sqrt(expectation.variance());
    double habit = Math.min(rules.deepDepth(), rules.swingShare() * expectation.swing());
    double partial =
        Math.max(Math.max(rules.partialDepth(), habit), rules.partialSpreads() * spread);
    double deep = Math.max(rules.deepDepth(), rules.deepSpreads() * spread);
    return new Depths(Math.min(rules.deepestDepth(), partial), deep, deep <= rules.deepestDepth());
  }

  private static LevelRun strongest(LevelState state) {
    return state.partial.score() >= state.deep.score() ? state.partial : state.deep;
  }

  private static long previousEnd(LevelState state, LevelBin bin) {
    return Math.min(state.lastEnd, bin.start());
  }

  /** A share can be reported a little below zero by a source that smooths. */
  private static double level(LevelBin bin) {
    return Math.max(0, bin.value());
  }

  private record Depths(double partial, double deep, boolean hasDeep) {}
}
