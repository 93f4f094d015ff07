package org.signalfall.evaluate.score;

/**
 * The score of a case, over all alerts and over some of them alone.
 *
 * @param all every alert
 * @param confirmed those that ended as CONFIRMED
 * @param suspected those that did not
 * @param parents those that stand for themselves
 * @param children those that are part of another
 */
public record ScoreSheet(
    Score all, Score confirmed, Score suspected, Score parents, Score children) {

  /** Returns the score over the cases of both. */
  public ScoreSheet plus(ScoreSheet other) {
    return new ScoreSheet(
        all.plus(other.all),
        confirmed.plus(other.confirmed),
        suspected.plus(other.suspected),
        parents.plus(other.parents),
        children.plus(other.children));
  }
}
