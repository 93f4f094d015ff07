package org.signalfall.event;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.signalfall.avro.Contribution;
import org.signalfall.avro.SeriesState;
import org.signalfall.avro.SeriesVerdict;
import org.signalfall.avro.SignalFamily;

/**
 * Asks whether networks that are measured too rarely to be affected each on its own word are so
 * together: where one would need days to fail often enough, many that fail once within the same
 * hours say the same at once.
 *
 * <p>A score of s is reached by chance with a probability of at most exp(-s) (Kingman, 1964, on the
 * stationary maximum of a random walk, which a cumulative sum is). So of n ordinary parts at least
 * k stand at s or above with at most exp(-n KL(k/n || exp(-s))) (Chernoff, 1952; Hoeffding, 1963),
 * whose exponent is the evidence here. It has to reach the threshold of the strictest part, and
 * ln(n) more, since n parts give n times the occasions.
 *
 * <p>Parts whose failures hang on one and the same vantage say nothing to each other, and neither
 * do those of one software version where others are in use: the evidence must do without any one of
 * them. Levels are left to vote for themselves: their errors, holidays above all, are shared.
 */
final class JointSuspicion {

  /** Share of the evidence that is enough to go on believing. */
  private static final double STANDING_SHARE = 0.5;

  private JointSuspicion() {}

  /** Returns whether a vote may count together with others. */
  static boolean isSuspect(SeriesVerdict vote) {
    return vote.getAfter() == SeriesState.SUSPECT && vote.getFamily() == SignalFamily.PROBE;
  }

  /**
   * Returns whether the suspects count as affected.
   *
   * @param unaffected verdicts of all parts that are judged and not affected, the suspects included
   * @param standing whether their scope is believed to be affected already
   */
  static boolean suffices(List<SeriesVerdict> unaffected, boolean standing) {
    List<SeriesVerdict> suspects = unaffected.stream().filter(JointSuspicion::isSuspect).toList();
    Set<Long> versions = new HashSet<>();
    for (SeriesVerdict vote : unaffected) {
      vote.getByVersion().forEach(version -> versions.add(version.getValue()));
    }
    int dependent = mostOfOne(suspects, SeriesVerdict::getByVantage);
    if (versions.size() > 1) {
      dependent = Math.max(dependent, mostOfOne(suspects, SeriesVerdict::getByVersion));
    }
    int independent = suspects.size() - dependent;
    if (independent < 1) {
      return false;
    }
    double score = suspects.stream().mapToDouble(SeriesVerdict::getScore).min().orElseThrow();
    double threshold =
        suspects.stream().mapToDouble(SeriesVerdict::getThreshold).max().orElseThrow();
    double enough = threshold + StrictMath.log(unaffected.size());
    return evidence(independent, unaffected.size() - dependent, score)
        >= (standing ? STANDING_SHARE * enough : enough);
  }

  /** Returns n KL(k/n || exp(-score)); 0 when no more parts stand out than chance would have. */
  private static double evidence(int suspects, int parts, double score) {
    double share = suspects / (double) parts;
    double byChance = StrictMath.exp(-score);
    if (share <= byChance) {
      return 0;
    }
    double others = share == 1 ? 0 : (1 - share) * StrictMath.log((1 - share) / (1 - byChance));
    return parts * (share * StrictMath.log(share / byChance) + others);
  }

  /** Returns how many suspects at most hang on one single value of a dimension. */
  private static int mostOfOne(
      List<SeriesVerdict> suspects, Function<SeriesVerdict, List<Contribution>> dimension) {
    Map<Long, Integer> hanging = new HashMap<>();
    for (SeriesVerdict suspect : suspects) {
      List<Long> failing =
          dimension.apply(suspect).stream()
              .filter(one -> one.getFailures() > 0)
              .map(Contribution::getValue)
              .toList();
      if (failing.size() == 1 && failing.get(0) != Contributions.REST) {
        hanging.merge(failing.get(0), 1, Integer::sum);
      }
    }
    return hanging.values().stream().mapToInt(count -> count).max().orElse(0);
  }
}
