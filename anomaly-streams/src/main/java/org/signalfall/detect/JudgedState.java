package org.signalfall.detect;

/** All that is kept of a series between bins, whatever its bins are. */
public interface JudgedState<S> {

  /** Returns where the series stands. */
  SeriesStatus status();

  /**
   * Takes over what another state of the series holds of its deviation. What is ordinary stays as
   * it was learned: late data never rewinds a baseline.
   */
  void correct(S other);

  /** Returns the state as bytes, a format tag first. */
  byte[] encode();
}
