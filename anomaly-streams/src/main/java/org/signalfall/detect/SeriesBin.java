package org.signalfall.detect;

/** A closed bin [start, end) of a series. */
public interface SeriesBin {

  /** Returns the first instant of the bin, epoch ms. */
  long start();

  /** Returns the first instant after the bin, epoch ms. */
  long end();

  /** Returns the width of the bin in ms. */
  default long width() {
    return end() - start();
  }
}
