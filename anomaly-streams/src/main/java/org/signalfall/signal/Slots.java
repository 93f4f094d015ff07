package org.signalfall.signal;

/** The finest grid, on which samples gather until progress has passed them. */
public final class Slots {

  /** Width of a slot in ms. */
  public static final long WIDTH_MS = 60_000;

  private Slots() {}

  /** Returns the first instant after the slot that holds {@code time}, both epoch ms. */
  public static long endOf(long time) {
    return endOf(time, WIDTH_MS);
  }

  /**
   * Returns the first instant after the slot that holds {@code time}, both epoch ms.
   *
   * @param width width of the slots in ms
   */
  public static long endOf(long time, long width) {
    return (Math.floorDiv(time, width) + 1) * width;
  }
}
