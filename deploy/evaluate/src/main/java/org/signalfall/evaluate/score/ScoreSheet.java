package org.signalfall.evaluate.score;

/**
 * The score of a case, over all alerts and over some of them alone.
 *
 * @param all every alert
 * @param confirmed those that ended as CONFIRMED
 * @param suspected those that did not
 * @param parents those that stand for themselves
 * @param children those that are part of another
 * @param confirmedParents those that stand for themselves and ended as CONFIRMED
 * @param recurring those that stand for themselves, where events that are one recurrence count as
 *     one alert if together they are more like a label than any of them is
 */
public record ScoreSheet(
    Score all,
    Score confirmed,
    Score suspected,
    Score parents,
    Score children,
    Score confirmedParents,
    Score recurring) {

  /** Returns the score over the cases of both. */
  public ScoreSheet plus(ScoreSheet other) {
    return new ScoreSheet(
        all.plus(other.all),
        confirmed.plus(other.confirmed),
        suspected.plus(other.suspected),
        parents.plus(other.parents),
        children.plus(other.children),
        confirmedParents.plus(other.confirmedParents),
        recurring.plus(other.recurring));
  }
}
