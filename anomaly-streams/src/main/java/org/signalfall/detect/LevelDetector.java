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
 *   <li>partial: d = 0.25, three standard deviations, six of the doubt of the level itself and of
 *       what wanders for hours, or a share of the daily swing; v is that of a long run, so that
 *       bins which vary together count as the few independent ones that they are worth;
 *   <li>deep: d = 0.5 or ten standard deviations of a bin, else of an hour; v is that of a single
 *       bin or hour, since even correlated noise doesn't reach half of that depth. Left out for a
 *       signal too noisy for it.
 * </ul>
 *
 * <p>The series opens at threshold = ln(alternatives x bins a year / false alarms a year): the mean
 * number of bins between false alarms is at least exp(threshold) (Lorden, 1971). While the weekdays
 * of a level that swings with the day aren't known, the run must also be told from a weekend, by
 * the ratio of its own mean share against that of a weekend. Onset is where the sum last stood at
 * zero.
 *
 * <p>No bin weighs more than how seldom ordinary ones of the series show as little ({@link
 * FreakRate}).
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
  private static final long HOUR_MS = 3_600_000;
  private static final int ALTERNATIVES = 2;

  /** A weekend surprises in two weeks of 52 at most, and then is known. */
  private static final double FIRST_WEEKENDS = StrictMath.log(26);

  /** An event's level below this share is taken for this share: silence has no logarithm. */
  private static final double LEAST_SHARE = 0.05;

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
        before.isAffected()
            ? known
                .map(expectation -> judgeAffected(state, bin, expectation))
                .orElseGet(() -> affectedVerdict(state, before))
            : known
                .map(expectation -> judgeOrdinary(state, bin, expectation))
                .orElseGet(() -> gather(state, bin));
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

  /** Returns the last word on a series that is to be forgotten: nothing is known of it. */
  public SeriesVerdict retire(LevelState state) {
    SeriesStatus before = state.status;
    state.status = SeriesStatus.INSUFFICIENT;
    return quietVerdict(state, before, Double.NaN, Double.NaN, 0, state.lastEnd - state.cadence);
  }

  private SeriesVerdict gather(LevelState state, LevelBin bin) {
    SeriesStatus before = state.status;
    state.baseline.observe(rules.baseline(), bin.start(), bin.cadence(), level(bin));
    settle(state, bin);
    state.partial.clear();
    state.deep.clear();
    state.status = SeriesStatus.INSUFFICIENT;
    return quietVerdict(state, before, level(bin), Double.NaN, bin.samples(), bin.start());
  }

  private SeriesVerdict judgeOrdinary(LevelState state, LevelBin bin, Expectation expectation) {
    SeriesStatus before = state.status;
    double threshold = threshold(bin.cadence());
    state.relativeSpread = Math.sqrt(expectation.variance());
    LossAlternative partial = LossAlternative.partial(rules, expectation);
    LossAlternative deep = LossAlternative.deep(rules, expectation, binsPerHour(bin));
    double share = level(bin) / expectation.level();
    double partialStep = partial.loss(share);
    double deepStep = deep == null ? Double.NEGATIVE_INFINITY : deep.loss(share);
    double cap =
        Math.max(partialStep, deepStep) <= threshold / 4
            ? threshold / 4
            : state.freaks.cap(share, threshold / 4, threshold / 2);
    long previousEnd = previousEnd(state, bin);
    state.partial.accumulate(
        Math.min(cap, partialStep), bin, level(bin), expectation.level(), previousEnd);
    state.deep.accumulate(
        Math.min(cap, deepStep), bin, level(bin), expectation.level(), previousEnd);
    state.freaks.observe(share);
    state.baseline.observe(rules.baseline(), bin.start(), bin.cadence(), level(bin));

    LevelRun strongest = strongest(state);
    LossAlternative alternative = strongest == state.partial ? partial : deep;
    if (strongest.score() >= threshold
        && alternative.beyondWeekend(rules, expectation, strongest) >= threshold - FIRST_WEEKENDS) {
      open(state, strongest, rules.suspectShare() * threshold);
      return affectedVerdict(state, before);
    }
    if (strongest.isEmpty()) {
      settle(state, bin);
      state.status = SeriesStatus.NORMAL;
      return quietVerdict(
          state, before, level(bin), expectation.level(), bin.samples(), bin.start());
    }
    boolean isSuspect = strongest.score() >= rules.suspectShare() * threshold;
    state.status = isSuspect ? SeriesStatus.SUSPECT : SeriesStatus.NORMAL;
    if (isSuspect) {
      state.suspectSince = Math.min(state.suspectSince, strongest.began().earliest());
    }
    return runVerdict(state, before, strongest, null);
  }

  /** Learns what was ordinary; what was suspect might have been a loss too short to open. */
  private void settle(LevelState state, LevelBin bin) {
    state.baseline.settle(rules.baseline(), bin.cadence(), state.suspectSince);
    state.suspectSince = Long.MAX_VALUE;
    state.freaks.settle();
  }

  /** A partial run that is suspect itself dates the onset: a deep one begins late on a slope. */
  private void open(LevelState state, LevelRun strongest, double suspect) {
    boolean isEarlier =
        state.partial.score() >= suspect
            && state.partial.began().earliest() < strongest.began().earliest();
    state.event.become(isEarlier ? state.partial : strongest);
    state.event.raiseScore(strongest.score());
    state.baseline.discardSince(
        rules.baseline(),
        state.event.began().earliest(),
        state.event.share() >= rules.leastHabitShare());
    state.freaks.discard();
    state.suspectSince = Long.MAX_VALUE;
    state.partial.clear();
    state.deep.clear();
    state.recovery.clear();
    state.status = SeriesStatus.OPEN;
  }

  private SeriesVerdict judgeAffected(LevelState state, LevelBin bin, Expectation expectation) {
    SeriesStatus before = state.status;
    double threshold = threshold(bin.cadence());
    state.relativeSpread = Math.sqrt(expectation.variance());
    LossAlternative partial = LossAlternative.partial(rules, expectation);
    double share = level(bin) / expectation.level();
    if (share >= rules.leastHabitShare()) {
      state.baseline.observeLoss(rules.baseline(), bin.start(), bin.cadence(), level(bin));
    }
    double loss = capped(bin, partial.loss(share));
    double step =
        share >= partial.neutralShare()
            ? capped(bin, recovery(state, bin, expectation, partial.depth(), share))
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
    boolean isOrdinary = state.recovery.share() >= partial.neutralShare();
    if (state.recovery.score() >= threshold && isOrdinary) {
      state.status = SeriesStatus.NORMAL;
      SeriesVerdict verdict = affectedVerdict(state, before);
      state.event.clear();
      state.recovery.clear();
      state.baseline.discardSince(rules.baseline(), bin.end(), false);
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
        StrictMath.exp(-run.score()),
        run.began(),
        ended,
        run.firstBin(),
        run.lastBin(),
        isNoisy(state),
        false,
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
        false,
        null);
  }

  private boolean isNoisy(LevelState state) {
    return state.relativeSpread > rules.noisySpread();
  }

  /** Returns the log-likelihood ratio of the ordinary against the event's own level. */
  private double recovery(
      LevelState state, LevelBin bin, Expectation expectation, double depth, double share) {
    double left = Math.max(LEAST_SHARE, Math.min(StrictMath.exp(-depth), state.event.share()));
    return -LossAlternative.event(rules, expectation, binsPerHour(bin), left).loss(share);
  }

  private double capped(LevelBin bin, double step) {
    return Math.min(threshold(bin.cadence()) / 2, step);
  }

  private double threshold(long cadence) {
    double binsPerYear = YEAR_MS / cadence;
    return StrictMath.log(ALTERNATIVES * binsPerYear / rules.falseAlarmsPerYear());
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

  private static int binsPerHour(LevelBin bin) {
    return (int) Math.max(1, HOUR_MS / bin.cadence());
  }
}
