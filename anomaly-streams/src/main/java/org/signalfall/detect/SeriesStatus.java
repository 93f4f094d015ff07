package org.signalfall.detect;

/** Where a series stands between ordinary and out. */
public enum SeriesStatus {
  /** Too little is known to judge: never an alarm, never an all-clear. */
  INSUFFICIENT,
  /** Within what is ordinary for the series. */
  NORMAL,
  /** Evidence against the ordinary has begun to gather, short of the threshold. */
  SUSPECT,
  /** The threshold for opening was crossed, the one for closing was not. */
  OPEN,
  /** Still open, with evidence for the ordinary gathering. */
  RECOVERING;

  /** Returns whether the series counts as affected. */
  public boolean isAffected() {
    return this == OPEN || this == RECOVERING;
  }
}
