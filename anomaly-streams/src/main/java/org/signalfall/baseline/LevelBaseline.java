package org.signalfall.baseline;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What is ordinary for a level series: a median by hour of the week (of the day, before three weeks
 * are known), followed as it drifts, with a learned spread.
 *
 * <p>Bins enter in two steps. {@link #observe} gathers them into hours, {@link #settle} learns the
 * hours once nothing speaks against them, and {@link #discardSince} drops those that turned out to
 * belong to an event. So nothing of an event ever enters, its back-dated part included.
 *
 * <p>Noise has a fast part, seen within hours, and a slow one, seen between hours and the profile.
 * Of n bins an hour a single bin has relative variance {@code fast + slow}, while a long run tells
 * no more than one whose bins have {@code fast + n slow (1 + r) / (1 - r)}, with r the correlation
 * of successive hours.
 *
 * <p>Mutable and owned by one series; not for sharing between threads.
 */
public final class LevelBaseline {

  private static final long HOUR_MS = 3_600_000;
  private static final int PENDING_HOURS = 48;
  private static final double MAX_CORRELATION = 0.98;

  /** Deviations beyond this many standard deviations count as this many. */
  private static final double WINSOR = 3;

  /** Upward ones count less: a burst says little about how far down noise reaches. */
  private static final double UPPER_WINSOR = 2;

  /** Deviations for which the prior of the spread stands. */
  private static final double PRIOR_WEIGHT = 4;

  /** A day of a wandering signal looks like a quiet one, so wandering is believed for some days. */
  private static final double CORRELATION_PRIOR = 0.85;

  private static final double CORRELATION_WEIGHT = 24;

  /** At most this share of its variance is what a wandering signal hides in a short time. */
  private static final double MOST_HIDDEN = 0.75;

  /** What lasts so long stays off for as long as many an outage. */
  private static final double LASTING_HOURS = 6;

  /** Time over which residuals are averaged, to see what of them lasts. */
  private static final double RECENT_HOURS = 12;

  /** An hour with less than this share of its level is odd. */
  private static final double LEAST_ORDINARY_SHARE = 0.9;

  /** Until then the shape of the day is looked at every hour, from then on once a day. */
  private static final double SHAPING_HOURS = 96;

  /** What the level of an hour rests on. */
  private enum Basis {
    NOISE,
    HOUR_OF_WEEK,
    HOUR_OF_DAY,
    FLAT,
    NOTHING
  }

  private WeeklyProfile profile = new WeeklyProfile();
  private NoiseEstimate fast = new NoiseEstimate();
  private NoiseEstimate slow = new NoiseEstimate();
  private double covariance;
  private double previousResidual;
  private double recent;
  private double lasting;
  private double follow;
  private boolean isCount = true;
  private DayShape shape = DayShape.UNKNOWN;
  private long learnedBins;
  private double learnedHours;

  /**
   * Mean over the hours learned, old ones fading: of a few counts an hour it tells more than a
   * median.
   */
  private double average;

  private long hour = Long.MIN_VALUE;
  private int bins;
  private double mean;
  private double squares;
  private final Deque<HourSummary> pending = new ArrayDeque<>(PENDING_HOURS);

  /** Gathers a bin that is ordinary as far as is known. */
  public void observe(BaselineRules rules, long start, long cadence, double value) {
    if (hourOf(start) != hour) {
      closeHour(rules, cadence);
    }
    isCount &= value == Math.rint(value);
    gather(start, value);
    if (isLastOfHour(start, cadence)) {
      closeHour(rules, cadence);
    }
  }

  /**
   * Notes a bin of a partial loss. Nothing is learned from it but that an hour of the week comes
   * again: what halves every weekend is how people live, and no outage.
   */
  public void observeLoss(BaselineRules rules, long start, long cadence, double value) {
    if (hourOf(start) != hour) {
      clearHour();
    }
    gather(start, value);
    if (isLastOfHour(start, cadence)) {
      if (2 * bins >= binsPerHour(cadence)) {
        noteOdd(rules, hour, mean);
      }
      clearHour();
    }
  }

  /** An event has ordinary hours as well, while it isn't certain that it is over. */
  private void noteOdd(BaselineRules rules, long ofHour, double level) {
    if (level < LEAST_ORDINARY_SHARE * levelOfHour(rules, ofHour)) {
      profile.addOdd(ofHour, level);
    }
  }

  private void gather(long start, double value) {
    hour = hourOf(start);
    bins++;
    double delta = value - mean;
    mean += delta / bins;
    squares += delta * (value - mean);
  }

  private static boolean isLastOfHour(long start, long cadence) {
    return (start + cadence) % HOUR_MS == 0 || cadence >= HOUR_MS;
  }

  /**
   * Learns all hours gathered so far. Of those since {@code doubtful} (epoch ms, MAX_VALUE for
   * none) only the noise is learned, not the level: a loss too short to be sure of would hide the
   * next.
   */
  public void settle(BaselineRules rules, long cadence, long doubtful) {
    long doubtfulHour = Math.floorDiv(doubtful, HOUR_MS);
    while (!pending.isEmpty()) {
      HourSummary summary = pending.removeFirst();
      learnNoise(rules, summary, cadence);
      if (summary.hour() < doubtfulHour) {
        learnLevel(rules, summary, cadence);
      }
    }
  }

  /**
   * Drops what was gathered, but not yet learned, since an instant (epoch ms).
   *
   * @param isPartial whether it belongs to a loss that may be a habit of the week
   */
  public void discardSince(BaselineRules rules, long onset, boolean isPartial) {
    long onsetHour = hourOf(onset);
    for (HourSummary summary : pending) {
      if (isPartial && summary.hour() >= onsetHour) {
        noteOdd(rules, summary.hour(), summary.mean());
      }
    }
    pending.removeIf(summary -> summary.hour() >= onsetHour);
    if (!isPartial) {
      clearHour();
    }
  }

  /** Returns what a bin would ordinarily show; empty while too little is known. */
  public Optional<Expectation> expect(BaselineRules rules, long start, long cadence) {
    if (!isWarm(rules)) {
      return Optional.empty();
    }
    Basis basis = basis(rules, hourOf(start));
    double level = seasonalLevel(rules, start, cadence);
    double slowPart = slowVariance(rules, cadence);
    double correlation = correlation();
    double inflation = inflation(correlation);
    double doubt = 0;
    double offset;
    if (basis == Basis.NOTHING) {
      // A lower envelope leaves room for hours that wander together, and rests on a value each.
      inflation = 1;
      level = DayShape.envelope(profile, hourOf(start));
      slowPart = Math.max(slowPart, rules.spreadPrior() * rules.spreadPrior());
      doubt = slowPart + fastVariance(level, cadence) / binsPerHour(cadence);
      offset = doubt;
    } else {
      doubt = doubt(rules, basis, hourOf(start), cadence, level, slowPart, correlation);
      double excess = StudentExcess.of(independent(correlation) + PRIOR_WEIGHT);
      offset = excess * excess * (doubt + slowPart * lastingShare(correlation, cadence));
    }
    if (Double.isNaN(level) || level <= 0) {
      return Optional.empty();
    }
    double fastPart = fastVariance(level, cadence);
    double hourly = fastPart + binsPerHour(cadence) * slowPart;
    double longRun = fastPart + binsPerHour(cadence) * slowPart * inflation;
    return Optional.of(
        new Expectation(
            level,
            fastPart + slowPart,
            hourly,
            longRun,
            doubt,
            offset,
            shape.swing(),
            basis == Basis.HOUR_OF_WEEK));
  }

  /**
   * Returns the relative variance of the level as an estimate: of the median of some values a day
   * or more apart, or of all hours together. No estimate is worse than a single hour.
   */
  private double doubt(
      BaselineRules rules,
      Basis basis,
      long ofHour,
      long cadence,
      double level,
      double slowPart,
      double correlation) {
    double values =
        switch (basis) {
          case HOUR_OF_WEEK -> profile.depthOfWeek(ofHour);
          case HOUR_OF_DAY -> profile.depthOfDay(ofHour);
          case NOISE -> Math.min(learnedHours, rules.memoryHours()) / hours(cadence);
          case FLAT, NOTHING ->
              Math.min(learnedHours, WeeklyProfile.HOURS_PER_WEEK) / hours(cadence);
        };
    double correlationOfValues =
        switch (basis) {
          case HOUR_OF_WEEK -> StrictMath.pow(correlation, WeeklyProfile.HOURS_PER_WEEK);
          case HOUR_OF_DAY -> StrictMath.pow(correlation, WeeklyProfile.HOURS_PER_DAY);
          case NOISE, FLAT, NOTHING -> correlation;
        };
    double share = Math.min(1, inflation(correlationOfValues) * DayShape.MEDIAN_EXCESS / values);
    double fastOfHour = fastVariance(level, cadence) / binsPerHour(cadence);
    return share * slowPart + fastOfHour * Math.min(1, DayShape.MEDIAN_EXCESS / values);
  }

  /** Writes the baseline, at most 3.3 KiB. */
  public void write(ByteBuffer out) {
    profile.write(out);
    fast.write(out);
    slow.write(out);
    out.putDouble(covariance).putDouble(previousResidual).putDouble(recent).putDouble(lasting);
    out.putDouble(follow);
    out.put((byte) (isCount ? 1 : 0));
    shape.write(out);
    out.putLong(learnedBins).putDouble(learnedHours).putDouble(average);
    out.putLong(hour).putInt(bins).putDouble(mean).putDouble(squares);
    out.put((byte) pending.size());
    pending.forEach(summary -> summary.write(out));
  }

  /** Reads what {@link #write} wrote. */
  public static LevelBaseline read(ByteBuffer in) {
    LevelBaseline baseline = new LevelBaseline();
    baseline.profile = WeeklyProfile.read(in);
    baseline.fast = NoiseEstimate.read(in);
    baseline.slow = NoiseEstimate.read(in);
    baseline.covariance = in.getDouble();
    baseline.previousResidual = in.getDouble();
    baseline.recent = in.getDouble();
    baseline.lasting = in.getDouble();
    baseline.follow = in.getDouble();
    baseline.isCount = in.get() != 0;
    baseline.shape = DayShape.read(in);
    baseline.learnedBins = in.getLong();
    baseline.learnedHours = in.getDouble();
    baseline.average = in.getDouble();
    baseline.hour = in.getLong();
    baseline.bins = in.getInt();
    baseline.mean = in.getDouble();
    baseline.squares = in.getDouble();
    for (int left = in.get(); left > 0; left--) {
      baseline.pending.addLast(HourSummary.read(in));
    }
    return baseline;
  }

  private void closeHour(BaselineRules rules, long cadence) {
    if (2 * bins >= binsPerHour(cadence)) {
      if (pending.size() == PENDING_HOURS) {
        HourSummary oldest = pending.removeFirst();
        learnNoise(rules, oldest, cadence);
        learnLevel(rules, oldest, cadence);
      }
      double variance = bins > 1 ? squares / (bins - 1) : 0;
      pending.addLast(new HourSummary(hour, bins, mean, variance));
    }
    clearHour();
  }

  private void clearHour() {
    hour = Long.MIN_VALUE;
    bins = 0;
    mean = 0;
    squares = 0;
  }

  private void learnNoise(BaselineRules rules, HourSummary summary, long cadence) {
    double memory = rules.memoryHours() / hours(cadence);
    double level = levelOfHour(rules, summary.hour());
    if (isWarm(rules) && level > 0) {
      learnResidual(rules, summary, level, cadence);
    }
    if (summary.bins() > 1 && summary.mean() > 0) {
      fast.add(winsorised(summary), summary.mean(), memory);
    }
  }

  private void learnLevel(BaselineRules rules, HourSummary summary, long cadence) {
    double hours = hours(cadence);
    boolean wasWarm = isWarm(rules);
    profile.add(summary.hour(), summary.mean());
    learnedBins += summary.bins();
    learnedHours += hours;
    average += (summary.mean() - average) * hours / Math.min(learnedHours, rules.memoryHours());
    if (learnedHours <= SHAPING_HOURS
        || Math.floorMod(summary.hour(), (long) WeeklyProfile.HOURS_PER_DAY) < hours) {
      shape = DayShape.of(profile, isCount, binsPerHour(cadence));
    }
    if (!wasWarm && isWarm(rules) && shape.isFlat()) {
      seedNoise(rules, cadence);
    }
  }

  /**
   * Takes what differs between the hours of a flat first day for noise, at half their number. Von
   * Neumann's ratio tells how much of it successive hours share.
   */
  private void seedNoise(BaselineRules rules, long cadence) {
    double deviation = shape.spread() * shape.median();
    double variance = Math.max(deviation * deviation, isCount ? shape.median() : 0);
    for (double hour = 0; hour < learnedHours; hour += 2 * hours(cadence)) {
      slow.add(variance, shape.median(), rules.memoryHours() / hours(cadence));
    }
    covariance = Math.max(0, 1 - shape.smoothness()) * slow.relative();
  }

  private static double hours(long cadence) {
    return Math.max(1, cadence / (double) HOUR_MS);
  }

  private boolean isWarm(BaselineRules rules) {
    return learnedBins >= rules.warmUpBins() && learnedHours >= rules.warmUpHours();
  }

  private double winsorised(HourSummary summary) {
    if (fast.weight() < PRIOR_WEIGHT) {
      return summary.variance();
    }
    double usual = fast.variance(summary.mean());
    return Math.min(summary.variance(), WINSOR * WINSOR * usual);
  }

  private void learnResidual(BaselineRules rules, HourSummary summary, double level, long cadence) {
    double hours = hours(cadence);
    double usual =
        Math.sqrt(
            fastVariance(level, cadence) / binsPerHour(cadence) + slowVariance(rules, cadence));
    // Small counts are skewed: what Poisson lets them reach upwards is no burst.
    double counted = isCount ? Math.sqrt(1 / (level * binsPerHour(cadence))) : 0;
    double most = Math.max(UPPER_WINSOR * usual, WINSOR * counted);
    double residual = Math.max(-WINSOR * usual, Math.min(most, summary.mean() / level - 1));
    double memory = rules.memoryHours() / hours;
    slow.add(residual * residual * level * level, level, memory);
    covariance += (residual * previousResidual - covariance) / slow.weight();
    previousResidual = residual;
    lasting += (residual * recent - lasting) / slow.weight();
    recent += (residual - recent) * Math.min(1, hours / RECENT_HOURS);
    double step = rules.followPerDay() / WeeklyProfile.HOURS_PER_DAY * hours;
    follow += Math.max(-step, Math.min(step, residual * hours / rules.followHours()));
  }

  /** Interpolates between hour centres, so that a steep morning isn't a staircase. */
  private double seasonalLevel(BaselineRules rules, long start, long cadence) {
    long binHour = Math.floorDiv(start, HOUR_MS);
    double level = levelOfHour(rules, binHour);
    if (cadence >= HOUR_MS || Double.isNaN(level)) {
      return level;
    }
    double offset = (Math.floorMod(start, HOUR_MS) + cadence / 2.0) / HOUR_MS - 0.5;
    double neighbour = levelOfHour(rules, offset < 0 ? binHour - 1 : binHour + 1);
    return Double.isNaN(neighbour) ? level : level + Math.abs(offset) * (neighbour - level);
  }

  /** Returns the level of an hour; NaN where a diurnal signal hasn't shown it often enough. */
  private double levelOfHour(BaselineRules rules, long ofHour) {
    return switch (basis(rules, ofHour)) {
      case NOISE -> (isCount ? average : shape.median()) * StrictMath.exp(follow);
      case HOUR_OF_WEEK -> profile.medianOfWeek(ofHour) * StrictMath.exp(follow);
      case HOUR_OF_DAY -> profile.medianOfDay(ofHour) * StrictMath.exp(follow);
      case FLAT -> shape.median();
      case NOTHING -> Double.NaN;
    };
  }

  private Basis basis(BaselineRules rules, long ofHour) {
    if (shape.isNoise()) {
      return Basis.NOISE;
    }
    if (profile.depthOfWeek(ofHour) >= rules.seasonalDepth()) {
      return Basis.HOUR_OF_WEEK;
    }
    if (profile.depthOfDay(ofHour) >= rules.seasonalDepth()) {
      return Basis.HOUR_OF_DAY;
    }
    return shape.isFlat() ? Basis.FLAT : Basis.NOTHING;
  }

  private double fastVariance(double level, long cadence) {
    return binsPerHour(cadence) > 1
        ? poisson(fast) / level + fast.multiplicative()
        : poisson(slow) / level;
  }

  /** What counts varies at least as Poisson says, until it has shown to vary less. */
  private double poisson(NoiseEstimate noise) {
    double prior = isCount ? 1 : 0;
    return (noise.weight() * noise.poisson() + PRIOR_WEIGHT * prior)
        / (noise.weight() + PRIOR_WEIGHT);
  }

  private double slowVariance(BaselineRules rules, long cadence) {
    int perHour = binsPerHour(cadence);
    double learned =
        perHour > 1
            ? slow.relative() - (fast.poisson() * slow.inverse() + fast.multiplicative()) / perHour
            : slow.multiplicative();
    learned /= 1 - Math.min(MOST_HIDDEN, inflation(correlation()) * hours(cadence) / learnedHours);
    double prior = priorVariance(rules);
    double weight = independent(correlation());
    double blended =
        (weight * Math.max(0, learned) + PRIOR_WEIGHT * prior) / (weight + PRIOR_WEIGHT);
    return Math.max(rules.spreadFloor() * rules.spreadFloor(), blended);
  }

  /**
   * Returns what slow noise there may be beforehand. What wanders that far moves from hour to hour,
   * so that of a level that stands still it isn't believed for long.
   */
  private double priorVariance(BaselineRules rules) {
    double prior = rules.spreadPrior() * rules.spreadPrior();
    double hidden = Math.max(0, slow.relative() - covariance) / (1 - MAX_CORRELATION);
    return (slow.weight() * Math.min(prior, hidden) + PRIOR_WEIGHT * prior)
        / (slow.weight() + PRIOR_WEIGHT);
  }

  /** Returns how much less a run of values with that correlation tells than independent ones. */
  private static double inflation(double correlation) {
    return (1 + correlation) / (1 - correlation);
  }

  /** Returns how many independent deviations those learned are worth. */
  private double independent(double correlation) {
    return slow.weight() / inflation(correlation);
  }

  /**
   * Returns the share of slow noise that lasts: what successive hours share, hours on, or what an
   * hour shares with those of half a day before it, where noise of two kinds makes that more.
   */
  private double lastingShare(double correlation, long cadence) {
    double learned = slow.relative() > 0 ? Math.max(0, lasting / slow.relative()) : 0;
    double share = slow.weight() * learned / (slow.weight() + CORRELATION_WEIGHT);
    return Math.max(share, StrictMath.pow(correlation, LASTING_HOURS / hours(cadence)));
  }

  /** Returns the correlation of successive hours. */
  private double correlation() {
    double learned = slow.relative() > 0 ? Math.max(0, covariance / slow.relative()) : 0;
    return Math.min(
        MAX_CORRELATION,
        (slow.weight() * learned + CORRELATION_WEIGHT * CORRELATION_PRIOR)
            / (slow.weight() + CORRELATION_WEIGHT));
  }

  private static long hourOf(long instant) {
    return Math.floorDiv(instant, HOUR_MS);
  }

  private static int binsPerHour(long cadence) {
    return (int) Math.max(1, HOUR_MS / cadence);
  }
}
