package org.signalfall.evaluate.corpus;

import java.util.ArrayList;
import java.util.List;
import org.signalfall.evaluate.rule.ReferenceRule;
import org.signalfall.evaluate.score.Score;
import org.signalfall.evaluate.score.Scorer;

/**
 * What a reference rule makes of a corpus.
 *
 * @param rule the rule
 * @param strictness how strict it was; 1 as published
 * @param cases its score in each case, in the order of the corpus
 */
public record RuleScores(ReferenceRule rule, double strictness, List<Score> cases) {

  /** From half as strict as published to sixty-four times. */
  private static final double[] STRICTNESSES = {
    0.5, 0.7, 1, 1.4, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64
  };

  public RuleScores {
    cases = List.copyOf(cases);
  }

  /** Runs a rule as published. */
  static RuleScores asPublished(ReferenceRule rule, List<WalkedCase> corpus, Scorer scorer) {
    return of(rule, 1, corpus, scorer);
  }

  /**
   * Runs a rule at the rate of false alarms that is to be matched: as strict as finds most labels
   * with no more false alerts than that, and of these with the fewest alerts. Where no strictness
   * keeps to it, the one with the fewest false alerts.
   */
  static RuleScores matched(
      ReferenceRule rule, List<WalkedCase> corpus, Scorer scorer, int falseAlerts) {
    List<RuleScores> tried = new ArrayList<>();
    for (double strictness : STRICTNESSES) {
      tried.add(of(rule, strictness, corpus, scorer));
    }
    RuleScores best = tried.get(0);
    for (RuleScores one : tried) {
      best = one.beats(best, falseAlerts) ? one : best;
    }
    return best;
  }

  /** Returns the score over all cases. */
  public Score total() {
    return cases.stream().reduce(Score::plus).orElseThrow();
  }

  private boolean beats(RuleScores other, int falseAlerts) {
    Score ours = total();
    Score theirs = other.total();
    int excess = Math.max(0, ours.falseCount() - falseAlerts);
    int theirExcess = Math.max(0, theirs.falseCount() - falseAlerts);
    if (excess != theirExcess) {
      return excess < theirExcess;
    }
    return ours.found() != theirs.found()
        ? ours.found() > theirs.found()
        : ours.alerts() < theirs.alerts();
  }

  private static RuleScores of(
      ReferenceRule rule, double strictness, List<WalkedCase> corpus, Scorer scorer) {
    List<Score> cases =
        corpus.stream()
            .map(
                one ->
                    scorer.score(
                        one.labels(), one.alerts(rule, strictness), one.quietSeriesWeeks()))
            .toList();
    return new RuleScores(rule, strictness, cases);
  }
}
