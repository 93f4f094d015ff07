package org.signalfall.detect;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.signalfall.detect.Defect.Instrument;

/**
 * Holds the vantages and software versions of a series against each other, hour by hour: only what
 * was measured in the same hour can be compared, since a block comes and goes.
 *
 * <p>For each instrument x, with n votes of it and f failures in the hour (n at most 5),
 *
 * <pre>
 *   score(x) += f ln(p1 / p0) + (n - f) ln((1 - p1) / (1 - p0)),  0 &lt;= score(x) &lt;= threshold
 * </pre>
 *
 * <p>when the others of the hour speak against failing as often as x does, and at most by as much
 * as they do; when they fail as well the score falls by half of the threshold, which no step
 * exceeds. So a partial block, of which some hours spare a few by chance, makes nobody defective.
 * An instrument is defective from when its score reaches the threshold until it is back at zero.
 */
final class Contrast {

  private static final int MAX_PAIRS = 24;
  private static final int MAX_SCORES = 8;

  private static final long HOUR_MS = 3_600_000;
  private static final double DEFECTIVE_RATE = 0.6;

  /** Votes of one hour that count; more of them are hardly independent. */
  private static final int MOST_VOTES = 5;

  private static final int LEAST_VANTAGES_OF_VERSION = 2;

  /** Votes of one vantage with one version in the hour. */
  private record Pair(long vantage, long version, int votes, int failures) {
    boolean isOf(Instrument instrument, long value) {
      return value == (instrument == Instrument.VANTAGE ? vantage : version);
    }
  }

  /** Votes that count, and failures among them. */
  private record Tally(double votes, double failures) {

    static Tally of(List<Pair> pairs) {
      double votes = 0;
      double failures = 0;
      for (Pair pair : pairs) {
        double counted = Math.min(MOST_VOTES, pair.votes());
        votes += counted;
        failures += counted * pair.failures() / pair.votes();
      }
      return new Tally(votes, failures);
    }

    /** Returns the failure rate: the mean of its beta posterior under a flat prior. */
    double rate() {
      return (failures + 1) / (votes + 2);
    }

    double gain(double rate, double ordinary) {
      return failures * StrictMath.log(rate / ordinary)
          + (votes - failures) * StrictMath.log((1 - rate) / (1 - ordinary));
    }
  }

  private record Score(
      Instrument instrument, long value, long since, double score, boolean isDefect) {}

  private long hour = Long.MIN_VALUE;
  private List<Pair> pairs = new ArrayList<>();
  private final List<Score> scores = new ArrayList<>();

  /**
   * Enters the bin's votes, after settling an hour that has passed.
   *
   * @param ordinary the ordinary failure rate, asked for when an hour is settled
   * @param threshold the threshold of the series, likewise
   */
  void observe(ProbeBin bin, DoubleSupplier ordinary, DoubleSupplier threshold) {
    long now = Math.floorDiv(bin.start(), HOUR_MS);
    if (now != hour) {
      if (!pairs.isEmpty()) {
        settle(ordinary.getAsDouble(), threshold.getAsDouble());
      }
      hour = now;
      pairs = new ArrayList<>();
    }
    for (Vote vote : Vote.of(bin)) {
      enter(vote);
    }
  }

  private void enter(Vote vote) {
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      if (pair.vantage() == vote.vantage() && pair.version() == vote.version()) {
        pairs.set(
            i,
            new Pair(
                vote.vantage(),
                vote.version(),
                pair.votes() + 1,
                pair.failures() + vote.failures()));
        return;
      }
    }
    if (pairs.size() < MAX_PAIRS) {
      pairs.add(new Pair(vote.vantage(), vote.version(), 1, vote.failures()));
    }
  }

  private void settle(double ordinary, double threshold) {
    for (Instrument instrument : Instrument.values()) {
      Set<Long> values = new HashSet<>();
      for (Pair pair : pairs) {
        long value = instrument == Instrument.VANTAGE ? pair.vantage() : pair.version();
        if (value != Voice.UNKNOWN_VERSION && values.add(value)) {
          settle(instrument, value, ordinary, threshold);
        }
      }
    }
  }

  private void settle(Instrument instrument, long value, double ordinary, double threshold) {
    List<Pair> own = pairs.stream().filter(pair -> pair.isOf(instrument, value)).toList();
    List<Pair> others = pairs.stream().filter(pair -> !pair.isOf(instrument, value)).toList();
    boolean tooFew =
        instrument == Instrument.VERSION
            && own.stream().map(Pair::vantage).distinct().count() < LEAST_VANTAGES_OF_VERSION;
    if (others.isEmpty() || tooFew) {
      return;
    }
    Tally mine = Tally.of(own);
    double against = -Tally.of(others).gain(mine.rate(), ordinary);
    double defective = Math.max(DEFECTIVE_RATE, (1 + ordinary) / 2);
    double step = against > 0 ? Math.min(against, mine.gain(defective, ordinary)) : -threshold / 2;
    move(instrument, value, Math.max(-threshold / 2, Math.min(threshold / 2, step)), threshold);
  }

  private void move(Instrument instrument, long value, double step, double threshold) {
    Score known = new Score(instrument, value, hour * HOUR_MS, 0, false);
    for (Score score : scores) {
      if (score.instrument() == instrument && score.value() == value) {
        known = score;
      }
    }
    scores.remove(known);
    double score = Math.min(threshold, known.score() + step);
    if (score <= 0) {
      return;
    }
    if (scores.size() == MAX_SCORES) {
      scores.remove(scores.stream().min(Comparator.comparingDouble(Score::score)).orElseThrow());
    }
    boolean isDefect = known.isDefect() || score >= threshold;
    scores.add(new Score(instrument, value, known.since(), score, isDefect));
  }

  /** Returns the instruments that are defective now. */
  List<Defect> defects() {
    if (scores.isEmpty()) {
      return List.of();
    }
    return scores.stream()
        .filter(Score::isDefect)
        .map(score -> new Defect(score.instrument(), score.value(), score.since()))
        .sorted(Comparator.comparing(Defect::instrument).thenComparingLong(Defect::value))
        .toList();
  }

  void write(ByteBuffer out) {
    Varints.putSigned(out, hour);
    out.put((byte) pairs.size());
    long version = Voice.UNKNOWN_VERSION;
    for (Pair pair : pairs) {
      // Most have the version of the one before.
      boolean isOther = pair.version() != version;
      version = pair.version();
      out.putLong(pair.vantage());
      Varints.put(out, 2L * pair.votes() + (isOther ? 1 : 0));
      Varints.put(out, pair.failures());
      if (isOther) {
        out.putLong(version);
      }
    }
    out.put((byte) scores.size());
    for (Score score : scores) {
      out.put((byte) (score.instrument() == Instrument.VANTAGE ? 0 : 1)).putLong(score.value());
      out.putLong(score.since()).putDouble(score.score()).put((byte) (score.isDefect() ? 1 : 0));
    }
  }

  static Contrast read(ByteBuffer in) {
    Contrast contrast = new Contrast();
    contrast.hour = Varints.getSigned(in);
    long version = Voice.UNKNOWN_VERSION;
    for (int left = in.get(); left > 0; left--) {
      long vantage = in.getLong();
      long votes = Varints.get(in);
      int failures = Varints.getInt(in);
      version = (votes & 1) == 0 ? version : in.getLong();
      contrast.pairs.add(new Pair(vantage, version, (int) (votes >>> 1), failures));
    }
    for (int left = in.get(); left > 0; left--) {
      Instrument instrument = in.get() == 0 ? Instrument.VANTAGE : Instrument.VERSION;
      contrast.scores.add(
          new Score(instrument, in.getLong(), in.getLong(), in.getDouble(), in.get() != 0));
    }
    return contrast;
  }
}
