package org.signalfall.detect;

import java.util.List;
import java.util.function.BiFunction;

/**
 * What a stretch of bins comes to when it is judged once more, from the state before its first bin.
 *
 * @param state state after the last bin
 * @param last verdict on the last bin
 * @param deviation the last word on the last deviation within; null when there was none
 */
public record Rejudgement<S extends JudgedState<S>>(
    S state, SeriesVerdict last, SeriesVerdict deviation) {

  /**
   * Judges bins once more.
   *
   * @param detector judges the next bin of a state, which it changes
   * @param state state before the first bin; changed
   * @param bins at least one, in time order
   */
  public static <S extends JudgedState<S>, B> Rejudgement<S> of(
      BiFunction<S, B, SeriesVerdict> detector, S state, List<B> bins) {
    SeriesVerdict last = null;
    SeriesVerdict deviation = null;
    for (B bin : bins) {
      last = detector.apply(state, bin);
      if (last.before().isAffected() || last.after().isAffected()) {
        deviation = last;
      }
    }
    return new Rejudgement<>(state, last, deviation);
  }

  /** Returns whether taking it over would open an event, which late data never does. */
  public boolean opens(SeriesStatus before) {
    return state.status().isAffected() && !before.isAffected();
  }

  /**
   * Returns the word on the deviation, that there was none included: its onset is null then.
   *
   * @param before status before the correction
   * @param after status after it
   */
  public SeriesVerdict corrected(SeriesStatus before, SeriesStatus after) {
    SeriesVerdict word = deviation == null ? last : deviation;
    return new SeriesVerdict(
        before,
        after,
        word.observed(),
        word.expected(),
        word.spread(),
        word.samples(),
        word.score(),
        word.threshold(),
        word.tailProbability(),
        deviation == null ? null : word.onset(),
        deviation == null ? null : word.ended(),
        word.firstBin(),
        word.lastBin(),
        word.noisy(),
        word.neverClear(),
        word.defect(),
        word.probe());
  }
}
